"""The report as DOCX, ODT and PDF."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from documents.consultations.actions import answer_remark
from documents.consultations.models import Consultation
from documents.reports import files
from documents.reports.actions import publish_report, save_report
from kes.publishing import Unpublishable
from tests.documents.consultations.making import close, remark_on, report_on, said
from tests.kes.publishing.accessible import headings, problems
from tests.people import World

STRANGE = "<script>alert(1)</script> *gwiazdki* | [link](http://x.example) #znak $x$ www.x.example &lt; `kod`"


@pytest.fixture
def published(world: World, consultation: Consultation) -> Consultation:
    Consultation.objects.update(title='Plan „Łódź” nr 3/2026 "A"')
    words: dict[str, Any] = {
        "name": STRANGE,
        "submitter": "body",
        "proposed_wording": STRANGE,
        "reason": f"1. raz\n- dwa\n\n{STRANGE}",
    }
    answer_remark(
        remark_on(consultation, present_wording=STRANGE, **words),
        by=world.alice,
        position="partly",
        answer=STRANGE,
        revision=0,
    )
    answer_remark(
        remark_on(consultation, 2, name="Zofia Gęś"),
        by=world.alice,
        position="noted",
        answer="Tak.",
        revision=0,
    )
    close(consultation)
    save_report(
        Consultation.objects.get(), by=world.alice, course="## Spotkania\n\nByło **jedno**.", prepared_by="Ja"
    )
    publish_report(Consultation.objects.get(), by=world.alice)
    return Consultation.objects.get()


def download(consultation: Consultation, format: str, **headers: str) -> Any:
    url = reverse("documents:report_file", args=[consultation.slug, format])
    return Client().get(url, headers=headers)


def text_of(body: bytes, format: str) -> str:
    if format == "pdf":
        return " ".join(
            " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(body)).pages).split()
        )
    import pypandoc

    converted = pypandoc.convert_text(body, "plain", format=format, extra_args=["--columns=2000"])
    return " ".join(str(converted).split())


@pytest.mark.parametrize("format", ["docx", "odt", "pdf"])
def test_what_people_typed_stands_there_letter_by_letter(published: Consultation, format: str) -> None:
    answer = download(published, format)
    assert answer.status_code == 200
    text = re.sub(r"[\s\u200b]", "", text_of(answer.content, format))  # lines break in narrow columns
    for words in ("*gwiazdki*", "[link](http://x.example)", "&lt;", "<script>alert(1)</script>", "1.raz"):
        assert words in text
    assert "Zofia" not in text


def test_nothing_typed_becomes_a_link(published: Consultation) -> None:
    archive = ZipFile(BytesIO(download(published, "docx").content))
    assert "x.example" not in archive.read("word/_rels/document.xml.rels").decode()


def test_the_pdf_is_tagged_for_screen_readers(published: Consultation) -> None:
    made = download(published, "pdf").content
    assert problems(made) == []
    catalog: Any = pypdf.PdfReader(BytesIO(made)).trailer["/Root"]
    assert catalog["/Lang"].startswith("pl")
    assert "Spotkania" in [words for _level, words in headings(made)]


def test_the_file_has_a_polish_name(published: Consultation) -> None:
    disposition = download(published, "odt")["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''Plan%20%E2%80%9E%C5%81%C3%B3d%C5%BA")
    assert disposition.endswith(".odt")
    assert "/" not in disposition


def test_it_is_made_once_for_its_content(published: Consultation, monkeypatch: pytest.MonkeyPatch) -> None:
    first = download(published, "docx")
    monkeypatch.setitem(files._MAKERS, "docx", lambda publication: pytest.fail("made again"))
    assert download(published, "docx").content == first.content
    assert download(published, "docx", if_none_match=first["ETag"]).status_code == 304


def test_a_file_that_cannot_be_made_leads_back_in_words(
    published: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(publication: Any) -> bytes:
        raise Unpublishable("pdf: no time left")

    monkeypatch.setitem(files._MAKERS, "pdf", fail)
    url = reverse("documents:report_file", args=[published.slug, "pdf"])
    page = Client().get(url, follow=True)
    assert page.redirect_chain[-1][0] == published.report.get_absolute_url()
    assert [message.level_tag for message in page.context["messages"]] == ["error"]


@pytest.mark.parametrize("format", ["exe", "docx.exe", "PDF"])
def test_other_formats_are_not_there(published: Consultation, format: str) -> None:
    assert Client().get(f"/reports/{published.slug}.{format}").status_code == 404


def test_a_draft_has_no_file(world: World, consultation: Consultation, signed_in: Any) -> None:
    save_report(consultation, by=world.alice, course="x", prepared_by="")
    url = reverse("documents:report_file", args=[consultation.slug, "pdf"])
    assert signed_in(world.alice).get(url).status_code == 404
    assert Client().get(url).status_code == 404


@pytest.mark.parametrize("format", ["docx", "odt", "pdf"])
def test_without_remarks_the_file_says_so(world: World, consultation: Consultation, format: str) -> None:
    close(consultation)
    report_on(consultation, world.alice)
    text = text_of(download(consultation, format).content, format).replace("\u00a0", " ")
    assert said("No remarks were received in this consultation.") in text

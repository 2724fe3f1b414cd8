"""A group's letterhead: only a harmless DOCX is taken; exports carry its header, footer and logo."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.drafts.actions import create_document
from documents.exports.making import make
from documents.exports.sources import source_for
from documents.letterheads import checking
from documents.letterheads.actions import has_letterhead, letterhead_of, remove_letterhead, store_letterhead
from documents.letterheads.checking import Unusable, check
from kes.accounts.models import User
from kes.publishing import Publication, to_docx
from tests.documents.exports.archives import names, part, words
from tests.people import World

SignedIn = Callable[[User], Client]
LINK = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
    'Target="{}" TargetMode="External"/></Relationships>'
)
FIELD = (
    "<w:body><w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r>"
    "<w:r><w:instrText>PICTURE http://x</w:instrText></w:r></w:p>"
)


def changed(
    content: bytes, parts: Mapping[str, Callable[[str], str]], added: Mapping[str, str] = {}
) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as sink,
    ):
        for info in source.infolist():
            data = source.read(info)
            if info.filename in parts:
                data = parts[info.filename](data.decode()).encode()
            sink.writestr(info.filename, data)
        for name, text in added.items():
            sink.writestr(name, text)
    return made.getvalue()


def related(kind: str, target: str) -> bytes:
    relation = LINK.format(kind, target)
    return changed(
        letter(), {"word/_rels/document.xml.rels": lambda xml: xml.replace("</Relationships>", relation)}
    )


def letter() -> bytes:
    """A DOCX with a footer of its own, as an office would bring."""
    return to_docx(Publication(title="Gmina Jodłowo", language="pl", blocks=["Treść wzoru."]))


def test_an_ordinary_file_is_harmless() -> None:
    check(letter())
    check(related("hyperlink", "https://jodlowo.example.org"))
    check(related("hyperlink", "mailto:gmina@jodlowo.example.org"))


BAD: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "text": lambda: b"Gmina",
    "a damaged archive": lambda: letter()[:2000],
    "another archive": lambda: changed(letter(), {})[:0] + _zip({"a.txt": "a"}),
    "macros": lambda: changed(letter(), {}, {"word/vbaProject.bin": "x"}),
    "macros by type": lambda: changed(
        letter(),
        {
            "[Content_Types].xml": lambda xml: xml.replace(
                "document.main+xml", "document.macroEnabled.main+xml"
            )
        },
    ),
    "an embedded object": lambda: changed(letter(), {}, {"word/embeddings/oleObject1.bin": "x"}),
    "a picture from elsewhere": lambda: related("image", "https://tracker.example.org/a.png"),
    "a template from elsewhere": lambda: related("attachedTemplate", "https://evil.example.org/a.dotm"),
    "a link to a file of the reader": lambda: related("hyperlink", "file:///etc/passwd"),
    "a field that fetches": lambda: changed(
        letter(), {"word/document.xml": lambda xml: xml.replace("<w:body>", FIELD)}
    ),
    "entities": lambda: changed(letter(), {"word/styles.xml": lambda xml: "<!DOCTYPE a []>" + xml}),
}


def _zip(parts: Mapping[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as sink:
        for name, text in parts.items():
            sink.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize("name", BAD)
def test_what_could_do_harm_is_refused_in_words(name: str) -> None:
    with pytest.raises(Unusable) as refused:
        check(BAD[name]())
    assert str(refused.value)


def test_a_bomb_is_refused_before_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(Unusable):
        check(changed(letter(), {}, {"word/media/a.bin": "0" * 2_000_000}))
    monkeypatch.setattr(checking, "MOST_BYTES", 100)
    with pytest.raises(Unusable):
        check(letter())


def test_a_document_on_it_has_its_footer_and_not_its_text(world: World) -> None:
    store_letterhead(world.group, by=world.alice, name="wzór.docx", content=letter())
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "Treść planu.")])
    made = make(
        source_for(world.bob, {"document": document.pk}), "docx", letterhead=letterhead_of(world.group)
    )
    assert "Gmina Jodłowo" in "".join(part(made, name) for name in names(made) if "footer" in name)
    text = words(part(made, "word/document.xml"))
    assert "Treść planu." in text and "Treść wzoru." not in text


def test_it_is_brought_looked_at_and_removed_by_those_who_manage_documents(
    world: World, signed_in: SignedIn
) -> None:
    address, client = reverse("documents:letterhead", args=[world.group.pk]), signed_in(world.alice)
    sample = reverse("documents:letterhead_sample", args=[world.group.pk])
    assert client.get(sample).status_code == 404
    assert client.post(address, {"file": SimpleUploadedFile("wzór.docx", letter())}).status_code == 302
    assert client.get(sample).content[:2] == b"PK" and "wzór.docx" in client.get(address).content.decode()
    bad = client.post(address, {"file": SimpleUploadedFile("wzór.docx", b"tekst")})
    assert bad.status_code == 400 and has_letterhead(world.group)
    assert signed_in(world.bob).post(address, {}).status_code == 403
    client.post(reverse("documents:remove_letterhead", args=[world.group.pk]))
    assert not has_letterhead(world.group)
    remove_letterhead(world.group, by=world.alice)


def test_the_export_page_offers_it_only_where_there_is_one(world: World, signed_in: SignedIn) -> None:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "")])
    address = reverse("documents:export", args=[document.pk])
    assert 'name="letterhead"' not in signed_in(world.bob).get(address).content.decode()
    store_letterhead(world.group, by=world.alice, name="wzór.docx", content=letter())
    assert 'name="letterhead"' in signed_in(world.bob).get(address).content.decode()
    answer = signed_in(world.bob).post(address, {"format": "docx", "letterhead": "on"})
    assert "Gmina Jodłowo" in "".join(part(answer.content, n) for n in names(answer.content) if "footer" in n)

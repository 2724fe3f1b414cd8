"""LibreOffice reads our comments and tracked changes; what it writes of them comes in as it went out."""

import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from documents.imports.proposals import proposed
from kes.intake import Comment, Intake, read
from kes.publishing import Entry, Heading, Html, Proposal, Publication, Remark, to_docx, to_odt
from kes.publishing.signs import CLOSED, COMES, END, GOES, INSERTED, START, around, sign

SOFFICE = shutil.which("soffice")
DAY = datetime(2026, 5, 3, 10, 30, tzinfo=UTC)
TALK = Remark([Entry("Ola Żak", DAY, "Skąd ta liczba?\nProszę o źródło."), Entry("Jan Nowak", DAY, "GUS.")])
SETTLED = Remark([Entry("Jan Nowak", DAY, "Zgoda.")], done=True)


def publication(*, tracked: bool) -> Publication:
    old = (
        f"{sign(2, START)}stary{sign(2, END)}{sign(2, INSERTED)}nowy{sign(2, CLOSED)}" if tracked else "stary"
    )
    html = (
        f"<p>W gminie mieszka {around(0, '12 400 <strong>osób</strong>')}. Cel jest {old}.</p>"
        f"<ul><li>pierwszy</li><li>{around(1, 'drugi')}</li></ul>"
    )
    remarks = (TALK, SETTLED, Proposal("Ewa Kot", DAY)) if tracked else (TALK, SETTLED)
    return Publication("Plan", "pl", [Heading("Cele"), Html(html)], remarks=remarks, created=DAY)


def converted(content: bytes, before: str, after: str, folder: Path) -> bytes:
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    source = folder / f"plan.{before}"
    source.write_bytes(content)
    made = folder / "made"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [SOFFICE, profile, "--headless", "--convert-to", after, "--outdir", str(made), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return (made / f"plan.{after}").read_bytes()


def opened(content: bytes, folder: Path, name: str) -> str:
    (folder / "archive").write_bytes(content)
    with zipfile.ZipFile(folder / "archive") as archive:
        return archive.read(name).decode()


def test_libreoffice_sees_comments_and_changes_of_our_word_file(tmp_path: Path) -> None:
    made = converted(to_docx(publication(tracked=True)), "docx", "odt", tmp_path)
    xml = opened(made, tmp_path, "content.xml")
    assert re.findall(r"<dc:creator>([^<]+)</dc:creator>", xml).count("Ola Żak") == 1
    assert 'loext:resolved="true"' in xml and xml.count("<office:annotation-end") == 3
    regions = re.findall(r"<text:(insertion|deletion)>.*?<dc:creator>([^<]+)<", xml, re.DOTALL)
    assert sorted(regions) == [("deletion", "Ewa Kot"), ("insertion", "Ewa Kot")]


def test_a_word_file_written_by_libreoffice_comes_in_with_all_of_it(tmp_path: Path) -> None:
    made = converted(to_docx(publication(tracked=True)), "docx", "docx", tmp_path)
    _same(made, None)  # LibreOffice 7.4 forgets who answered whom


def test_our_own_word_file_comes_in_with_all_of_it() -> None:
    _same(to_docx(publication(tracked=True)), -1)


def test_libreoffice_sees_the_annotations_of_our_file(tmp_path: Path) -> None:
    made = converted(to_odt(publication(tracked=False)), "odt", "docx", tmp_path)
    found = read(made, name="plan.docx")
    first, answer, settled = told(found)
    assert (first.author, first.quote) == ("Ola Żak", "12 400 osób")
    assert (answer.author, settled.quote, settled.done) == ("Jan Nowak", "drugi", True)


def test_libreoffice_sees_paragraphs_that_come_and_go(tmp_path: Path) -> None:
    comes, goes = sign(0, COMES), sign(0, GOES)
    html = (
        f"<p>Wstęp.</p><p>{goes}Zbędny <em>akapit</em>.</p><p>{comes}Nowy.</p><p>{comes}I drugi.</p>"
        f"<ul><li>raz</li><li>{goes}dwa</li><li>{comes}trzy</li></ul><p>Koniec.</p>"
    )
    remarks = (Proposal("Ewa Kot", DAY),)
    made = to_docx(Publication("Plan", "pl", [Heading("Cele"), Html(html)], remarks=remarks, created=DAY))
    for content in (made, converted(made, "docx", "docx", tmp_path)):
        texts = read(content, name="plan.docx").texts
        assert "Wstęp.\n\nZbędny *akapit*.\n\n- raz\n- dwa\n\nKoniec." in texts["rejected"]
        assert "Wstęp.\n\nNowy.\n\nI\u00a0drugi.\n\n- raz\n- trzy\n\nKoniec." in texts["accepted"]


def told(found: Intake) -> list[Comment]:
    """LibreOffice numbers comments anew."""
    by_words = {comment.text.split()[0]: comment for comment in found.comments}
    return [by_words[words] for words in ("Skąd", "GUS.", "Zgoda.")]


def _same(content: bytes, lost: int | None) -> None:
    """`lost` is what an answer may be that does not know its comment any more."""
    found = read(content, name="plan.docx")
    first, answer, settled = told(found)
    assert (first.author, first.quote.replace("\u00a0", " ")) == ("Ola Żak", "12 400 osób")
    assert first.text == "Skąd ta liczba?\nProszę o źródło."
    assert (answer.author, answer.text) == ("Jan Nowak", "GUS.")
    assert answer.answers in (first.key, lost)
    assert (settled.quote, settled.done, first.done) == ("drugi", True, False)
    assert found.tracked
    made = proposed(found.tracked)
    assert made and [(one.author, one.quote, one.replacement) for one in made.proposals] == [
        ("Ewa Kot", "stary", "nowy")
    ]

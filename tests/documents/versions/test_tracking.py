"""DOCX with tracked changes: accepted they give the new text, rejected the old; LibreOffice sees them."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from documents.drafts.actions import create_document
from documents.drafts.rewriting import rewrite
from documents.versions.actions import cut_version
from kes.accounts.models import User
from tests.people import World

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OLD = """Ala ma **dużego** kota i [stronę](https://a.pl/x).

- raz
- dwa
- trzy

| a | b |
|---|---|
| 1 | 2 |
| 3 | 4 |

Akapit, który zostanie usunięty.

Koniec 👩🏽‍🚀.
"""
NEW = """Ala ma **małego** psa i [nową stronę](https://a.pl/x).

- raz
- dwa i pół
- cztery
- trzy

| a | b |
|---|---|
| 1 | 22 |
| 5 | 6 |
| 3 | 4 |

Koniec 👩🏽‍🚀.

### Nowy nagłówek

Nowy akapit.
"""


@pytest.fixture
def made(world: World, signed_in: Callable[[User], Client]) -> bytes:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", OLD)])
    version = cut_version(document, by=world.alice, name="Pierwsza")
    rewrite(document.parts.get(), by=world.bob, text=NEW)
    second = cut_version(document, by=world.bob, name="Druga")
    url = reverse("documents:compare_docx", args=[document.pk])
    answer = signed_in(world.olga).get(url, {"from": version.pk, "to": second.pk})
    assert "attachment" in answer["Content-Disposition"]
    return answer.content


def xml_of(made: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return archive.read("word/document.xml").decode()


def settled(xml: str, *, accept: bool) -> list[str]:
    """The paragraphs once all changes are accepted, or all rejected, as Word does it."""
    root = ElementTree.fromstring(xml)
    gone = f"{W}del" if accept else f"{W}ins"
    body = root.find(f"{W}body")
    assert body is not None
    for parent in list(root.iter()):
        for row in list(parent.findall(f"{W}tr")):
            if row.find(f"{W}trPr/{gone}") is not None:
                parent.remove(row)
    lines: list[str] = []
    open_line = ""
    for paragraph in body.iter(f"{W}p"):
        open_line += "".join(_runs(paragraph, gone))
        if paragraph.find(f"{W}pPr/{W}rPr/{gone}") is None:
            lines.append(open_line)
            open_line = ""
    return [re.sub(r"\s+", " ", line).strip() for line in [*lines, open_line] if line.strip()]


def _runs(element: ElementTree.Element, gone: str) -> list[str]:
    found = []
    for child in element:
        if child.tag in (gone, f"{W}pPr"):
            continue
        if child.tag in (f"{W}t", f"{W}delText"):
            found.append(child.text or "")
        else:
            found += _runs(child, gone)
    return found


OLD_LINES = ["Cele", "Ala ma dużego kota i stronę.", "raz", "dwa", "trzy", "a", "b", "1", "2", "3", "4"]
OLD_LINES += ["Akapit, który zostanie usunięty.", "Koniec 👩🏽‍🚀."]
NEW_LINES = [
    "Cele",
    "Ala ma małego psa i nową stronę.",
    "raz",
    "dwa i pół",
    "cztery",
    "trzy",
    "a",
    "b",
    "1",
    "22",
]
NEW_LINES += ["5", "6", "3", "4", "Koniec 👩🏽‍🚀.", "Nowy nagłówek", "Nowy akapit."]


def test_accepting_all_gives_the_new_text_and_rejecting_all_the_old(made: bytes) -> None:
    xml = xml_of(made)
    assert settled(xml, accept=True)[1:] == NEW_LINES
    assert settled(xml, accept=False)[1:] == OLD_LINES


def test_every_change_has_its_number_author_and_date(made: bytes) -> None:
    marks = re.findall(r"<w:(?:ins|del) [^>]*>", xml_of(made))
    ids = [re.search(r'w:id="(\d+)"', mark)[1] for mark in marks]  # type: ignore[index]
    assert len(ids) == len(set(ids)) > 8
    assert all('w:author="Bob Łuczak"' in mark for mark in marks)
    assert all(re.search(r'w:date="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"', mark) for mark in marks)


def test_no_sign_of_ours_is_left(made: bytes) -> None:
    assert not re.search("[\ue000-\uf8ff]", xml_of(made))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_sees_the_changes(made: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(made)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "odt",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(tmp_path / "a.odt") as archive:
        content = archive.read("content.xml").decode()
    assert content.count("<text:changed-region") > 8
    assert content.count("<text:insertion") > 4
    assert content.count("<text:deletion") >= 3
    assert "Bob Łuczak" in content

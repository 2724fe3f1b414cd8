"""Twenty files made by LibreOffice come in, go out and come in again with the structure that they began with.

Skipped where LibreOffice is not installed: nothing else needs its 72 MB of packages.
"""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from kes.intake import read
from kes.publishing import Publication, to_docx

SOFFICE = shutil.which("soffice")
NBSP = "\u00a0"
TABLE = "<table><tr><th>Cel</th><th>Kwota</th></tr><tr><td>A</td><td>100</td></tr><tr><td>B</td><td>200</td></tr></table>"  # noqa: E501
LISTS = "<ul><li>a<ul><li>b</li><li>c<ol><li>d</li><li>e</li></ol></li></ul></li><li>f</li></ul>"
PAGES = {
    "naglowki": "<h1>Diagnoza</h1><p>Tekst.</p><h2>Ludność</h2><p>Tekst.</p><h3>Migracje</h3><p>x</p><h1>Cele</h1><p>y</p>",  # noqa: E501
    "wyroznienia": "<p>a <b>gruby</b> b <i>kursywa</i> c <s>skreślony</s> d <b><i>oba</i></b>.</p>",
    "wypunktowanie": "<p>Zadania:</p><ul><li>pierwsze</li><li>drugie</li><li>trzecie</li></ul><p>Koniec.</p>",
    "numery": "<p>Kroki:</p><ol><li>pierwszy</li><li>drugi</li></ol><p>Koniec.</p>",
    "listy": f"<p>Lista:</p>{LISTS}<p>Koniec.</p>",
    "tabela": f"<p>Koszty:</p>{TABLE}<p>Koniec.</p>",
    "odnosniki": '<p>Zob. <a href="https://www.gov.pl/a">stronę rządu</a> i <a href="https://example.org/b?c=d">drugą</a>.</p>',
    "cytat": "<p>Wstęp.</p><blockquote><p>Słowa cytowane.</p></blockquote><p>Koniec.</p>",
    "typografia": "<p>„Cudzysłów” – półpauza, art. 5 ust. 2, 15 zł, 100 %, żółć &amp; gęś, 2*3, [nawias].</p>",  # noqa: E501
    "wszystko": f"<h1>Plan</h1><p>Wstęp <b>ważny</b>.</p>{LISTS}<h2>Koszty</h2>{TABLE}<p>Zob. <a href='https://gov.pl'>link</a>.</p>",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """HTML to ODT and ODT to DOCX: LibreOffice is started twice for all of them."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    folder = tmp_path_factory.mktemp("office")
    for name, body in PAGES.items():
        page = f'<html><head><meta charset="utf-8"></head><body><p>Początek.</p>{body}</body></html>'
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    _convert(folder, "odt:writer8", "*.html", "--infilter=HTML (StarWriter)")
    _convert(folder, "docx", "*.odt")
    return {
        path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in (".odt", ".docx")
    }


def test_there_are_twenty(files: dict[str, bytes]) -> None:
    assert len(files) == 20


@pytest.mark.parametrize("suffix", ["odt", "docx"])
@pytest.mark.parametrize("page", PAGES)
def test_structure_comes_in_as_it_was_and_survives_the_way_out(
    files: dict[str, bytes], page: str, suffix: str
) -> None:
    first = _text(files[f"{page}.{suffix}"], f"{page}.{suffix}")
    assert _structure(first) == _wanted(PAGES[page])
    again = _text(to_docx(Publication("Plan", "pl", [first])), "again.docx")
    assert _plain(again) == _plain(first)


def _convert(folder: Path, to: str, pattern: str, *options: str) -> None:
    sources = sorted(map(str, folder.glob(pattern)))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        str(SOFFICE),
        "--headless",
        profile,
        *options,
        "--convert-to",
        to,
        "--outdir",
        str(folder),
        *sources,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)


def _text(content: bytes, name: str) -> str:
    intake = read(content, name=name)
    assert not [finding for finding in intake.findings if finding.kind == "lost_words"]
    return intake.texts["accepted"]


def _wanted(body: str) -> Counter[str]:
    tags = Counter(re.findall(r"<(h\d|li|td|th|a|b|i|s|blockquote)\b", body))
    return Counter(
        {
            "headings": sum(tags[f"h{level}"] for level in range(1, 7)),
            "items": tags["li"],
            "rows": body.count("<tr>"),
            "links": tags["a"],
            "strikes": tags["s"],
            "quotes": tags["blockquote"],
            "deepest": max((_depth(body[: at.start()]) for at in re.finditer("<li>", body)), default=0),
        }
    )


def _depth(before: str) -> int:
    return len(re.findall("<[uo]l>", before)) - len(re.findall("</[uo]l>", before))


def _structure(text: str) -> Counter[str]:
    items = re.findall(r"^( *)(?:-|\d+\.) ", text, re.M)
    return Counter(
        {
            "headings": len(re.findall(r"^#+ ", text, re.M)),
            "items": len(items),
            "rows": len(re.findall(r"^\| (?!:?---)", text, re.M)),
            "links": len(re.findall(r"\]\(http", text)),
            "strikes": text.count("~~") // 2,
            "quotes": len(re.findall(r"^> ", text, re.M)),
            "deepest": max((len(indent) // 4 + 1 for indent in items), default=0),
        }
    )


def _plain(text: str) -> str:
    return re.sub(r":?---:?", "---", text.replace(NBSP, " "))

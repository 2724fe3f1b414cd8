"""HTML in: saved pages and what other programs export."""

import base64

from kes.intake.reading import read
from tests.kes.intake.making import PNG


def text(html: str) -> str:
    return read(html.encode(), "x.html").texts["accepted"].strip()


def test_structure() -> None:
    made = text(
        "<h1>Plan</h1><p>a <strong>b</strong> <em>c</em> <del>d</del></p><ul><li>x<ol><li>y</li></ol></li></ul>"  # noqa: E501
        "<blockquote><p>q</p></blockquote><pre><code>k\nl</code></pre>"
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table><hr>"
    )
    assert made == (
        "# Plan\n\na **b** *c* ~~d~~\n\n- x\n    1. y\n\n> q\n\n```\nk\nl\n```\n\n"
        "| A | B |\n| --- | --- |\n| 1 | 2 |\n\n---"
    )


def test_scripts_never_come_along_and_are_named() -> None:
    made = read(
        b"<html><script>alert(1)</script><iframe src=x></iframe><p onclick='x()'>a</p></html>", "x.html"
    )
    assert made.texts["accepted"] == "a\n"
    assert {finding.kind: finding.count for finding in made.findings} == {"script": 1, "embedded": 1}


def test_words_that_look_like_markdown_stay_words() -> None:
    assert (
        text("<p>2*3*4 [x] # a</p><p># nie</p><p>1. nie</p>")
        == "2\\*3\\*4 \\[x\\] # a\n\n\\# nie\n\n1\\. nie"
    )


def test_checkboxes_become_tasks() -> None:
    assert text("<ul><li>☐ zadzwonić</li><li>☒ napisać</li></ul>") == "- [ ] zadzwonić\n- [x] napisać"


def test_bad_links_become_words() -> None:
    assert (
        text("<a href='javascript:x()'>a</a> <a href='#b'>b</a> <a href='https://gov.pl'>c</a>")
        == "a b [c](https://gov.pl)"
    )


def test_the_encoding_is_read_from_the_page_and_told() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Zażółć gęślą jaźń</p></body></html>'
    made = read(page.encode("iso-8859-2"), "x.html")
    assert made.texts["accepted"] == "Zażółć gęślą jaźń\n"
    assert made.notices == [("encoding", "ISO-8859-2")]


def test_pictures_in_data_addresses_are_kept_and_those_elsewhere_named() -> None:
    inside = base64.b64encode(PNG).decode()
    made = read(
        f'<p><img alt="Mapa" src="data:image/png;base64,{inside}"><img src="https://x.pl/a.png" alt="Logo"></p>'.encode(),  # noqa: E501
        "x.html",
    )
    (picture,) = made.pictures
    assert (picture.alt, picture.content) == ("Mapa", PNG)
    assert made.texts["accepted"] == f"![Mapa](/files/{picture.key})Logo\n"
    assert [finding.kind for finding in made.findings] == ["picture"]

"""Plain text as Markdown, judged by the renderer itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.reports.plain import literal, words
from kes.markup import render

LETTERS = "aż1 .,)(-+*_`~[]<>&#\\|:@!^$={}\"'/%;?\n\t–•"
HARD = [
    "1. raz\n2. dwa", "- a\n- b", "# nie nagłówek", "===", "a\n===", "a\n---", "***", "> cytat",
    "| a | b |\n|---|---|", "http://x.example www.x.example a@b.example", "&lt;b&gt; &#42; &amp;amp;",
    "<br> <b>x</b>", "[a](b) ![c](d) [^1]", "```\nkod\n```", "\\*", "a) b", "~~x~~", "[ ] zadanie",
    "1\\. x", "    wcięcie", "[^1]: przypis", "*a*: b", "10) x", "Art. 6", "1a) x", "– x", "+ x",
]  # fmt: skip


def plain(markdown: str) -> str:
    return " ".join(render(markdown, profile="document", prefix="x").plain.split())


@pytest.mark.parametrize("text", HARD)
def test_signs_are_signs(text: str) -> None:
    assert plain(literal(text)) == " ".join(text.split())


@settings(max_examples=150, deadline=None)
@given(st.text(LETTERS, max_size=30))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    assert plain(literal(text)) == " ".join(text.split())


@pytest.mark.parametrize("text", HARD)
def test_nothing_but_paragraphs_comes_out(text: str) -> None:
    html = render(literal(text), profile="document", prefix="x").html
    assert not any(
        f"<{tag}" in html for tag in ("a ", "h", "ul", "ol", "table", "blockquote", "pre", "em", "code")
    )


@pytest.mark.parametrize("text", HARD)
def test_inside_of_a_line_too(text: str) -> None:
    assert plain(f"Wersja: {words(text)}") == " ".join(f"Wersja: {text}".split())

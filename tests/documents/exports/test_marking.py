"""Signs of remarks in HTML: around the very words, never changing how the text is read."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.exports.marking import Mark, marked
from documents.exports.paragraphs import pieces
from documents.rendering import rendered
from kes.publishing.signs import CLOSED, COMES, END, GOES, INSERTED, SIGNS, START, sign

TEXT = """## Cel **główny**

Gmina *prowadzi* [centrum](https://a.pl/x) i [](#cel) oraz `kod`[^1]. Zob. https://b.pl/y.

- raz
- dwa słowa

| Cel | Kwota |
| --- | ---: |
| Droga | 15 zł |

Tabela: Koszty

```
kod jako blok
```

[^1]: Ustawa **z** 2022 r.
"""


def render(text: str) -> str:
    return re.sub('<a class="anchor"[^>]*></a>', "", rendered(text, "c1").html)


def between(html: str, number: int, first: int = START, last: int = END) -> str:
    return html.partition(sign(number, first))[2].partition(sign(number, last))[0]


def around(words: str, number: int = 0, replacement: str | None = None) -> Mark:
    start = TEXT.index(words)
    return Mark(number, start, start + len(words), replacement)


@pytest.mark.parametrize(
    "words, html",
    [
        ("prowadzi", "prowadzi"),
        ("## Cel **główny**", "Cel <strong>główny</strong>"),
        ("*prowadzi* [centrum]", "centrum</a>"),
        ("- raz\n- dwa", "dwa"),
        ("| Droga | 15 zł |\n", "Droga</td>"),
        ("b.pl/y", "https://b.pl/y"),
        ("kod", "kod"),
        ("Tabela: Koszty", "Koszty"),
    ],
)
def test_a_comment_stands_around_its_words(words: str, html: str) -> None:
    made, placed = marked(TEXT, [around(words)], render)
    assert placed == {0}
    assert html in between(made, 0) and SIGNS.sub("", made) == render(TEXT)


@pytest.mark.parametrize("words", ["kod jako blok", "Ustawa", "```\nkod"])
def test_code_and_footnotes_take_none(words: str) -> None:
    assert marked(TEXT, [around(words)], render) == (render(TEXT), set())


def test_a_proposal_has_both_wordings_word_by_word() -> None:
    made, placed = marked(TEXT, [around("dwa słowa", replacement="dwa nowe słowa")], render)
    assert placed == {0}
    assert (between(made, 0), between(made, 0, INSERTED, CLOSED)) == ("", "nowe ")
    made, placed = marked(TEXT, [around("*prowadzi*", replacement="**utrzymuje**")], render)
    assert between(made, 0) == "<em>prowadzi</em>"
    assert between(made, 0, INSERTED, CLOSED) == "<strong>utrzymuje</strong>"


def read(html: str, *, accept: bool) -> str:
    """The HTML with proposal 0 accepted or rejected, without addresses."""
    first, last, whole = (START, END, GOES) if accept else (INSERTED, CLOSED, COMES)
    html = re.sub(f"{sign(0, first)}.*?{sign(0, last)}", "", html, flags=re.DOTALL)
    html = "".join(piece.html for piece in pieces(html) if sign(0, whole) not in piece.html)
    return bare(SIGNS.sub("", html))


def bare(html: str) -> str:
    return re.sub(r' id="[^"]*"|\s+(?=<|$)', "", html)


@pytest.mark.parametrize(
    "words, replacement, goes, comes",
    [
        ("- dwa słowa\n", "", ["dwa słowa"], []),
        ("dwa słowa", "dwa\n- słowa", ["dwa słowa"], ["dwa", "słowa"]),
        ("- raz\n", "- raz\n- półtora\n", [], ["półtora"]),
        ("- dwa słowa\n", "- dwa słowa\n- trzy\n", [], ["trzy"]),
        (
            "Drugi akapit.\n\nTrzeci.",
            "Drugi akapit. Trzeci.",
            ["Drugi akapit.", "Trzeci."],
            ["Drugi akapit. Trzeci."],
        ),
        ("Drugi akapit.\n\n", "", ["Drugi akapit."], []),
        ("Trzeci.\n", "Trzeci.\n\nCzwarty.\n", [], ["Czwarty."]),
    ],
)
def test_a_proposal_that_changes_paragraphs_is_told_as_paragraphs(
    words: str, replacement: str, goes: list[str], comes: list[str]
) -> None:
    text = f"{TEXT}\nDrugi akapit.\n\nTrzeci.\n"
    start = text.index(words)
    made, placed = marked(text, [Mark(0, start, start + len(words), replacement)], render)
    assert placed == {0}
    for step, expected in ((GOES, goes), (COMES, comes)):
        found = [piece.html for piece in pieces(made) if sign(0, step) in piece.html]
        assert [SIGNS.sub("", re.sub("<[^>]*>", "", html)).strip() for html in found] == expected
        assert all(re.match(rf"<(p|li)\b[^>]*>{sign(0, step)}", html) for html in found)
    wanted = text[:start] + replacement + text[start + len(words) :]
    assert read(made, accept=False) == bare(render(text))
    assert read(made, accept=True) == bare(render(wanted))
    assert not any(" id=" in piece.html for piece in pieces(made) if sign(0, COMES) in piece.html)


@pytest.mark.parametrize(
    "words, replacement",
    [
        ("dwa słowa", "dwa\n\nsłowa"),  # the points become paragraphs of their own
        ("kod jako", "program jako"),
        ("Droga", "Droga\n\nMost"),
        ("## Cel **główny**", "## Cel\n\n## Zadania"),
        ("Gmina *prowadzi*", "Gmina\n\n*prowadzi*"),  # a footnote hangs on the paragraph
        ("Ustawa **z** 2022 r.", ""),
    ],
)
def test_what_more_than_words_depends_on_is_left_for_the_annex(words: str, replacement: str) -> None:
    made, placed = marked(TEXT, [around(words, replacement=replacement)], render)
    assert (made, placed) == (render(TEXT), set())


def test_a_paragraph_that_goes_takes_the_comments_on_its_words_along() -> None:
    marks = [around("- dwa słowa\n", 0, ""), around("słowa", 1)]
    made, placed = marked(TEXT, marks, render)
    assert placed == {0, 1}
    assert between(made, 1) == "słowa" and made.index(sign(0, GOES)) < made.index(sign(1, START))


def test_two_proposals_for_one_paragraph_do_not_mix() -> None:
    whole, inner, same = (
        around("- dwa słowa\n", 0, ""),
        around("dwa", 1, "trzy"),
        around("- dwa słowa\n", 2, ""),
    )
    assert marked(TEXT, [inner, whole], render)[1] == {1}
    assert marked(TEXT, [inner, same], render)[1] == {1}
    assert marked(TEXT, [whole, same], render)[1] == {0}
    beside, after = around("- raz\n", 0, "- raz\n- nowy\n"), around("- dwa słowa\n", 1, "")
    made, placed = marked(TEXT, [beside, after], render)
    assert placed == {0, 1} and made.index("nowy") < made.index(sign(1, GOES))


def test_what_does_not_fit_does_not_take_the_others_along() -> None:
    marks = [around("Gmina", 0), around("kod jako", 1), around("raz", 2, "dwa"), around("Droga", 3, "a | b")]
    assert marked(TEXT, marks, render)[1] == {0, 2}


def test_overlapping_comments_and_proposals_are_all_there() -> None:
    marks = [around("Gmina *prowadzi*", 0), around("prowadzi", 1), around("prowadzi", 2, "ma")]
    made, placed = marked(TEXT, marks, render)
    assert placed == {0, 1, 2} and between(made, 2) == "prowadzi"


PLACES = st.integers(0, len(TEXT))


@settings(deadline=None, max_examples=300)
@given(PLACES, PLACES, st.sampled_from([None, "", "x", "*", "a\n\nb", "a\n- b", "a\n\n# b", "|"]))
def test_any_place_is_safe(one: int, two: int, replacement: str | None) -> None:
    """Rejected, whatever was placed gives the text as it is; accepted, the one that was proposed."""
    start, end = sorted((one, two))
    made, placed = marked(TEXT, [Mark(0, start, end, replacement)], render)
    assert read(made, accept=False) == bare(render(TEXT))
    if placed and replacement is not None:
        assert read(made, accept=True) == bare(render(TEXT[:start] + replacement + TEXT[end:]))

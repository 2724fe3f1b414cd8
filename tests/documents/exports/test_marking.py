"""Signs of remarks in HTML: around the very words, never changing how the text is read."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.exports.marking import Mark, marked
from documents.rendering import rendered
from kes.publishing.signs import CLOSED, END, INSERTED, SIGNS, START, sign

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


@pytest.mark.parametrize("replacement", ["dwa\n\nsłowa", "", "dwa\n- słowa"])
def test_a_proposal_that_changes_paragraphs_is_left_for_the_annex(replacement: str) -> None:
    made, placed = marked(TEXT, [around("dwa słowa", replacement=replacement)], render)
    assert (made, placed) == (render(TEXT), set())


def test_what_does_not_fit_does_not_take_the_others_along() -> None:
    marks = [around("Gmina", 0), around("kod jako", 1), around("raz", 2, "dwa"), around("Droga", 3, "a | b")]
    assert marked(TEXT, marks, render)[1] == {0, 2}


def test_overlapping_comments_and_proposals_are_all_there() -> None:
    marks = [around("Gmina *prowadzi*", 0), around("prowadzi", 1), around("prowadzi", 2, "ma")]
    made, placed = marked(TEXT, marks, render)
    assert placed == {0, 1, 2} and between(made, 2) == "prowadzi"


PLACES = st.integers(0, len(TEXT))


@settings(deadline=None)
@given(PLACES, PLACES, st.sampled_from([None, "x", "*", "a\n\n# b", "|"]))
def test_any_place_is_safe(one: int, two: int, replacement: str | None) -> None:
    """Rejected, whatever was placed gives the text as it is."""
    made, placed = marked(TEXT, [Mark(0, min(one, two), max(one, two), replacement)], render)
    if placed and replacement is not None:
        new = made.partition(sign(0, INSERTED))[2].partition(sign(0, CLOSED))[0]
        made = made.replace(f"{sign(0, INSERTED)}{new}{sign(0, CLOSED)}", "")
    assert SIGNS.sub("", made) == render(TEXT)

"""The paragraphs of a page and their places in the Markdown."""

import pytest

from documents.comments.paragraphs import name_at, paragraphs
from documents.drafts.text.units import to_units
from documents.rendering import rendered

TEXT = """\
# Sytuacja 😀

Pierwszy akapit z [odnośnikiem](https://example.org/strona) i **mocnym** słowem[^1].

1. jeden
2. dwa
   - pod *spodem*

> Cytat z rozmowy.

| Gmina | Osób |
|---|---|
| Modrzew | 12 |

Drugi akapit, bardzo długi, w którym jest tak wiele słów, że sam początek i sam koniec muszą wystarczyć.

Pierwszy akapit.

[^1]: Przypis o źródle.
"""


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    units = to_units(TEXT)
    known = paragraphs(TEXT, rendered(TEXT, "c2").blocks)
    return {one.name: units[one.start : one.end] for one in known}


@pytest.mark.parametrize(
    "words, source",
    [
        (
            "Pierwszy akapit z",
            "Pierwszy akapit z [odnośnikiem](https://example.org/strona) i **mocnym** słowem",
        ),
        ("jeden", "jeden"),
        ("Cytat", "Cytat z rozmowy"),
        ("Drugi", TEXT[TEXT.index("Drugi") : TEXT.index(" wystarczyć.") + 11]),
    ],
)
def test_blocks_are_found_in_the_source(found: dict[str, str], words: str, source: str) -> None:
    assert source in [text for text in found.values() if text.startswith(words)]


def test_equal_beginnings_are_two_paragraphs() -> None:
    known = paragraphs(TEXT, rendered(TEXT, "c2").blocks)
    units = to_units(TEXT)
    starts = [one.start for one in known if units[one.start :].startswith("Pierwszy akapit")]
    assert len(starts) == 2


def test_a_place_is_in_the_last_paragraph_before_it() -> None:
    known = paragraphs(TEXT, rendered(TEXT, "c2").blocks)
    quote = next(one for one in known if to_units(TEXT)[one.start : one.end] == "Cytat z rozmowy")
    assert name_at(known, quote.start + 3) in {one.name for one in known if one.start == quote.start}
    assert name_at([], 5) == ""
    assert name_at(known, 0) == known[0].name


def test_nothing_to_find() -> None:
    assert paragraphs("", []) == []
    assert paragraphs("abc", [["c1-p1", "paragraph", "zupełnie inne", [], ""]]) == []

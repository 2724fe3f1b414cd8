"""Any words in the file are the same words on the page: nothing in them becomes a mark."""

import html
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kes.intake.write.escape import escape, escape_start
from kes.intake.write.runs import Run, sew
from kes.markup.convert import convert
from kes.markup.result import Anchors, Labels, Options

OPTIONS = Options("document", "c1", 2, Labels(), Anchors())
SIGNS = st.text("ab żW1.)(*_[]!#>+-=~`|<>&;:\\/^\"'", min_size=1, max_size=30)
STYLES = st.sets(st.sampled_from(["strong", "emph", "strike"])).map(frozenset)


def shown(markdown: str) -> str:
    """The words of the page."""
    page = convert(markdown, OPTIONS).html
    assert page.startswith("<p ") or not page, page
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


@settings(max_examples=400, deadline=None)
@given(SIGNS)
@example("1. a")
@example("a_b_ _c_")
@example("**a** ~~b~~ `c` [d](e) ![f](g) <br> &amp; &#65;")
@example("[^1]: x")
@example("a | b")
@example("```")
@example("---")
@example(": 1")
def test_words_stay_words(words: str) -> None:
    wanted = " ".join(words.split())
    assert shown(escape_start(escape(wanted))) == wanted


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.text("ab ż.", max_size=6), STYLES), min_size=1, max_size=5))
def test_styles_never_change_the_words(parts: list[tuple[str, frozenset[str]]]) -> None:
    wanted = " ".join("".join(text for text, _styles in parts).split())
    assert shown(escape_start(sew([Run(text, styles) for text, styles in parts]))) == wanted

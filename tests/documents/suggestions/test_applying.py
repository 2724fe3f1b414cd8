"""A suggestion is applied to the words it quotes or not at all, whatever was done to the text meanwhile."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.comments.anchoring import Anchor, Reading, anchor_at, locate, refreshed
from documents.drafts.text import TextDocument
from documents.drafts.text.diff import hunks
from documents.drafts.text.edit import insert, replace_text
from documents.drafts.text.units import to_units
from documents.suggestions.applying import Change, apart, apply, change_of
from documents.suggestions.wordings import merged
from tests.documents.comments.test_anchoring import PLAN, _edit, _sentence, at, written

SUGGESTIONS, EDITS = 40, 60
texts = st.text(alphabet="abc ąę😀.\n", max_size=40)


@pytest.mark.parametrize(
    "seed", [*range(10), *(pytest.param(n, marks=pytest.mark.nightly) for n in range(10, 60))]
)
def test_never_to_other_words_than_those_quoted(seed: int) -> None:
    """400 suggestions in all, after 60 edits by others each; places that were found anew count, too."""
    dice = random.Random(seed)
    document = written("".join(_sentence(dice) for _ in range(40)))
    anchors = [_chosen(document, dice) for _ in range(SUGGESTIONS)]
    for step in range(EDITS):
        _edit(document, dice, client=step + 2)
        if step % 7 == 0:
            reading = Reading(document)
            anchors = [refreshed(reading, anchor, locate(reading, anchor)) for anchor in anchors]
    applied = sum(_applied_rightly(document, anchor, number) for number, anchor in enumerate(anchors))
    assert 0 < applied < SUGGESTIONS  # some are stale, or the test shows nothing


def _chosen(document: TextDocument, dice: random.Random) -> Anchor:
    start = dice.randint(0, document.length - 30)
    return anchor_at(Reading(document), start, start + dice.randint(3, 30))


def _applied_rightly(document: TextDocument, anchor: Anchor, number: int) -> bool:
    copy = TextDocument.load(document.encode_state())
    change = change_of(Reading(copy), anchor, "NOWE BRZMIENIE")
    if change is None:
        return False
    before = to_units(copy.text)
    assert before[change.start : change.end] == to_units(anchor.quote)
    apply(copy, [change], 900_000 + number)
    assert to_units(copy.text) == f"{before[: change.start]}NOWE BRZMIENIE{before[change.end :]}"
    return True


def test_only_what_differs_is_typed_anew() -> None:
    document = written()
    anchor = anchor_at(Reading(document), *at(document, "Gmina łoży na lokal"))
    change = change_of(Reading(document), anchor, "Gmina wykłada na lokal")
    assert change and (change.end - change.start, change.text) == (4, "wykłada")
    update = apply(document, [change], 77)
    other = written()
    other.apply(update)
    assert other.text == document.text == PLAN.replace("łoży", "wykłada")


def test_an_empty_part_takes_a_first_text() -> None:
    document = TextDocument()
    anchor = anchor_at(Reading(document), 0, 0)
    change = change_of(Reading(document), anchor, "Wstęp 😀")
    assert change
    apply(document, [change], 5)
    assert document.text == "Wstęp 😀"
    insert(document, 0, "Coś", 6)
    assert change_of(Reading(document), anchor, "Wstęp") is None


def test_of_changes_that_meet_the_first_stays() -> None:
    found = apart([(1, Change(5, 9, "a")), (2, Change(9, 12, "b")), (3, Change(20, 21, "c"))])
    assert set(found) == {1, 3}


def test_many_changes_are_one_update() -> None:
    document, other = written(), written()
    reading = Reading(document)
    words = ["Zakład", "Partnerzy", "😀", "wskaźniki"]
    changes = [
        change_of(reading, anchor_at(reading, *at(document, word)), word.upper() + "!") for word in words
    ]
    update = apply(document, [change for change in changes if change], 31)
    other.apply(update)
    expected = PLAN
    for word in words:
        expected = expected.replace(word, word.upper() + "!", 1)
    assert document.text == other.text == expected


@given(texts, texts)
def test_wider_changes_say_the_same(old: str, new: str) -> None:
    changes, made, place = merged(old, hunks(old, new)), "", 0
    for start, stop, text in changes:
        assert place <= start <= stop
        assert old[start:stop] or not old
        made, place = made + old[place:start] + text, stop
    assert made + old[place:] == new


def test_a_copy_made_by_a_rewrite_is_another_text() -> None:
    """Equal words in another place are other words: whoever typed them anew did not type these."""
    document = written("plan gminy. plan powiatu.")
    anchor = anchor_at(Reading(document), 0, 4)
    replace_text(document, "powiat. plan powiatu.", 9)
    assert change_of(Reading(document), anchor, "program") is None

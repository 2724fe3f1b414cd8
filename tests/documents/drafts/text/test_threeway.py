"""Two people's changes of one text: nothing written is lost, nothing deleted by one alone comes back."""

import re
from collections import Counter
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.drafts.text.threeway import Conflict, merge

LETTERS = "abc ąęłóż\n.,|😀👩🏽‍🚀𝄞\u0301"
texts = st.text(alphabet=LETTERS, max_size=40)
GAPS = [" ", "\n", "\n\n", ", ", ". ", " 👩🏽‍🚀 ", " | ", "\u00a0", "\n- "]
gaps = st.sampled_from(GAPS)

Edits = list[tuple[int, int, int]]
edits = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.integers(0, 3)), max_size=4)


@pytest.mark.parametrize(
    "base, theirs, ours, merged",
    [
        ("Ala ma kota.", "Ala ma psa.", "Ola ma kota.", "Ola ma psa."),
        ("Jeden.\n\nDwa.", "Jeden.\n\nNowy.\n\nDwa.", "Jeden!\n\nDwa.", "Jeden!\n\nNowy.\n\nDwa."),
        ("a b c d", "a d", "a b c d e", "a d e"),
        ("Cel: praca 🙂.", "Cel: praca 👩🏽‍🚀.", "Cel: żądza 🙂.", "Cel: żądza 👩🏽‍🚀."),
        ("| a | b |\n| 1 | 2 |", "| a | b |\n| 1 | 3 |", "| a | c |\n| 1 | 2 |", "| a | c |\n| 1 | 3 |"),
    ],
)
def test_changes_of_different_words_are_both_there(base: str, theirs: str, ours: str, merged: str) -> None:
    assert merge(base, theirs, ours) == (merged, ())
    assert merge(base, ours, theirs) == (merged, ())


@pytest.mark.parametrize(
    "base, theirs, ours, merged",
    [
        ("Ala ma kota.", "Ala ma psa.", "Ala ma żółwia.", "Ala ma psa żółwia."),
        ("Ala ma kota.", "Ala ma.", "Ala ma dużego kota.", "Ala ma dużego kota."),
        ("Kwota: .", "Kwota: 100 zł.", "Kwota: 200 zł.", "Kwota: 100 zł 200 zł."),
        ("Ala ma kota.", "Ala ma dużego psa.", "Ala ma psa.", "Ala ma dużego psa."),
    ],
)
def test_where_both_changed_the_same_words_both_wordings_stay(
    base: str, theirs: str, ours: str, merged: str
) -> None:
    found = merge(base, theirs, ours)
    assert found.text == merged
    assert all(found.text[one.start : one.stop].strip() for one in found.conflicts)


def test_a_conflict_says_what_was_there_and_what_both_made_of_it() -> None:
    (conflict,) = merge("Ala ma kota.", "Ala ma psa.", "Ala ma żółwia.").conflicts
    assert conflict == Conflict(7, 17, "kota", "psa", "żółwia")


@given(texts, texts)
def test_one_change_alone_is_taken_as_it_is(base: str, new: str) -> None:
    assert merge(base, new, base) == (new, ())
    assert merge(base, base, new) == (new, ())
    assert merge(base, new, new) == (new, ())


@given(texts, texts, texts)
def test_signs_are_never_torn_and_places_of_conflicts_are_right(base: str, theirs: str, ours: str) -> None:
    found = merge(base, theirs, ours)
    found.text.encode()
    for one in found.conflicts:
        passage = found.text[one.start : one.stop]
        assert one.theirs in passage or one.ours in passage


@given(st.lists(gaps, min_size=1, max_size=12), edits, edits, st.data())
def test_no_word_is_lost_and_none_comes_back(
    between: list[str], theirs: Edits, ours: Edits, data: st.DataObject
) -> None:
    """Every word is there once, so that each can be followed."""
    base = [f"słowo{number}" for number in range(len(between))]
    number = count()
    one = _edited(base, theirs, "ich", number)
    other = _edited(base, ours, "nasz", number)
    start, left, right = (_joined(words, between, data) for words in (base, one, other))
    found = merge(start, left, right)
    counts = Counter(re.findall(r"\w+", found.text))
    for word in {*one, *other} - {*base}:
        assert counts[word] == 1
    for word in base:
        if word in one and word in other:
            assert counts[word] >= 1
        elif (word not in one and word not in other) or not found.conflicts:
            assert counts[word] == 0
    if not found.conflicts:
        assert max(counts.values(), default=1) == 1


def _edited(base: list[str], edits: Edits, mark: str, number: "count[int]") -> list[str]:
    """Some words taken out, some put in their place."""
    result = list(base)
    for at, gone, added in edits:
        at = min(at, len(result))
        result[at : at + gone] = [f"{mark}{next(number)}" for _ in range(added)]
    return result


def _joined(words: list[str], between: list[str], data: st.DataObject) -> str:
    """Gaps stay with the word before them; those of new words are drawn."""
    text = ""
    for word in words:
        known = re.fullmatch(r"słowo(\d+)", word)
        text += word + (between[int(known[1])] if known else data.draw(gaps))
    return text

"""Anchors stay with their words through edits, others' undo, cut and paste, or say that they are gone."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.comments.anchoring import Anchor, Reading, State, anchor_at, find, locate, refreshed
from documents.drafts.text import RelativePosition, TextDocument
from documents.drafts.text.edit import delete, insert, replace_text
from documents.drafts.text.units import to_units

PLAN = (
    "Zakład aktywności zawodowej 😀 powstanie w Modrzewiu do końca roku.\n\n"
    "Partnerzy spotykają się co miesiąc. Gmina łoży na lokal 👩‍👩‍👧, a spółdzielnia na wyposażenie.\n\n"
    "Partnerzy spotykają się raz na kwartał i oceniają wskaźniki.\n"
)


def written(text: str = PLAN) -> TextDocument:
    document = TextDocument()
    insert(document, 0, text, 1)
    return document


def at(document: TextDocument, words: str, nth: int = 0) -> tuple[int, int]:
    units, place = to_units(document.text), -1
    for _turn in range(nth + 1):
        place = units.index(to_units(words), place + 1)
    return place, place + len(to_units(words))


def anchored(document: TextDocument, words: str, nth: int = 0) -> Anchor:
    return anchor_at(Reading(document), *at(document, words, nth))


def now(document: TextDocument, anchor: Anchor) -> tuple[State, str]:
    reading = Reading(document)
    place = locate(reading, anchor)
    return place.state, reading.quoted(place.start, place.end)


def cut(document: TextDocument, words: str, nth: int = 0) -> int:
    start, end = at(document, words, nth)
    delete(document, start, end - start)
    return start


def test_edits_around_carry_the_words_along() -> None:
    document = written()
    anchor = anchored(document, "Gmina łoży na lokal 👩‍👩‍👧")
    insert(document, 0, "# Wstęp 😀\n\n", 2)
    insert(document, at(document, "Gmina łoży")[0], "Otóż ", 3)
    insert(document, at(document, ", a spółdzielnia")[0], " przy rynku", 3)
    assert now(document, anchor) == (State.KEPT, "Gmina łoży na lokal 👩‍👩‍👧")


def test_edited_words_keep_their_comment() -> None:
    document = written()
    anchor = anchored(document, "Gmina łoży na lokal")
    replace_text(document, document.text.replace("łoży na lokal", "wykłada na lokal"), 2)
    assert now(document, anchor) == (State.CHANGED, "Gmina wykłada na lokal")


def test_after_the_undo_of_somebody_else_the_comment_is_on_the_words_again() -> None:
    document = written()
    anchor = anchored(document, "Gmina łoży na lokal 👩‍👩‍👧")
    start = cut(document, "Gmina łoży na lokal 👩‍👩‍👧")
    assert now(document, anchor)[0] == State.ORPHANED
    insert(document, start, "Gmina łoży na lokal 👩‍👩‍👧", 7)
    assert now(document, anchor) == (State.MOVED, "Gmina łoży na lokal 👩‍👩‍👧")


def test_undo_of_a_part_of_the_words() -> None:
    document = written()
    anchor = anchored(document, "Gmina łoży na lokal")
    start = cut(document, " na lokal")
    insert(document, start, " na lokal", 7)
    assert now(document, anchor)[1] == "Gmina łoży na lokal"


def test_cut_and_paste() -> None:
    document = written()
    anchor = anchored(document, "Gmina łoży na lokal")
    cut(document, "Gmina łoży na lokal 👩‍👩‍👧, a spółdzielnia na wyposażenie.\n\n")
    insert(document, 0, "Gmina łoży na lokal 👩‍👩‍👧, a spółdzielnia na wyposażenie.\n\n", 5)
    assert now(document, anchor) == (State.MOVED, "Gmina łoży na lokal")
    fresh = refreshed(Reading(document), anchor, locate(Reading(document), anchor))
    assert now(document, fresh) == (State.KEPT, "Gmina łoży na lokal")


def test_context_decides_between_equal_words() -> None:
    document = written()
    anchor = anchored(document, "Partnerzy spotykają się", 1)
    assert anchor.rival >= 0
    sentence = "Partnerzy spotykają się raz na kwartał i oceniają wskaźniki.\n"
    cut(document, sentence)
    assert now(document, anchor)[0] == State.ORPHANED
    insert(document, 0, "\n\n" + sentence, 5)
    reading = Reading(document)
    assert locate(reading, anchor)[:2] == (2, 25)


def test_a_twin_next_to_removed_words_is_not_taken_for_them() -> None:
    document = written("Plan plan 🐢 plan dla gminy i powiatu na rok przyszły.")
    anchor = anchored(document, "plan", 0)
    delete(document, at(document, "plan")[0], 5)
    assert now(document, anchor)[0] == State.ORPHANED


def test_a_twin_that_comes_to_stand_in_the_place_of_removed_words() -> None:
    document = written(f"{PLAN}Rada uchwala plan plan i kończy obrady.")
    anchor = anchored(document, "plan", 0)
    delete(document, at(document, "plan")[0], 5)
    assert now(document, anchor)[0] == State.ORPHANED


def test_equal_rows_of_a_table_are_not_taken_for_each_other() -> None:
    row = "| Gmina Modrzew | 2026 | 12 osób w spółdzielni |\n"
    document = written(PLAN + row * 3)
    anchor = anchored(document, "12 osób w spółdzielni", 1)
    start, _end = at(document, row, 1)
    delete(document, start, len(to_units(row)))
    assert now(document, anchor)[0] == State.ORPHANED


def test_short_words_are_not_guessed() -> None:
    document = written("Rada gminy uchwala plan. Ala ma kota.")
    anchor = anchored(document, "plan")
    cut(document, "Rada gminy uchwala plan. ")
    insert(document, document.length, " Czy plan był dobry?", 4)
    assert now(document, anchor)[0] == State.ORPHANED


def test_words_that_went_to_another_part() -> None:
    here, there = written(), written("Cele\n\n")
    words = "Gmina łoży na lokal 👩‍👩‍👧, a spółdzielnia"
    anchor = anchored(here, words)
    cut(here, words)
    insert(there, there.length, f"Jak wiadomo: {words} tak.", 2)
    place = find(Reading(there), anchor, abroad=True)
    assert place and Reading(there).quoted(place.start, place.end) == words
    assert find(Reading(there), anchor._replace(abroad=1), abroad=True) is None
    assert find(Reading(there), anchored(here, "Zakład"), abroad=True) is None


def test_a_passage_takes_whole_characters() -> None:
    document = written("a😀b😀c")
    anchor = anchor_at(Reading(document), 2, 5)
    assert anchor.quote == "😀b😀"
    assert (anchor.before, anchor.after) == ("a", "c")


def test_context_takes_whole_characters() -> None:
    document = written("😀" * 17 + "słowo" + "😀" * 17)
    anchor = anchor_at(Reading(document), 34, 39)
    assert (anchor.before, anchor.after) == ("😀" * 16, "😀" * 16)
    odd = anchor_at(Reading(document), 34, 38)
    assert odd.after == "o" + "😀" * 15


def test_a_comment_on_the_whole_part() -> None:
    document = written("")
    anchor = anchor_at(Reading(document), 0, 0)
    insert(document, 0, "Nowy tekst", 3)
    assert locate(Reading(document), anchor) == (0, 0, State.KEPT)


def test_characters_that_never_came() -> None:
    stray = RelativePosition((99, 5))
    place = locate(Reading(written()), Anchor(stray, stray, "Ala ma kota"))
    assert place == (0, 0, State.ORPHANED)


@pytest.mark.parametrize("start, end", [(-1, 2), (3, 2), (0, 10_000)])
def test_places_outside_the_text(start: int, end: int) -> None:
    with pytest.raises(IndexError):
        anchor_at(Reading(written()), start, end)


@given(st.text(alphabet="aą😀𝄞 \n", max_size=40), st.integers(0, 90), st.integers(0, 90))
def test_every_passage_is_found_where_it_was_taken(text: str, one: int, other: int) -> None:
    document = written(text) if text else TextDocument()
    length = document.length
    start, end = sorted((min(one, length), min(other, length)))
    anchor = anchor_at(Reading(document), start, end)
    place = locate(Reading(document), anchor)
    assert place.state == State.KEPT
    assert Reading(document).quoted(place.start, place.end) == anchor.quote


WORDS = [
    "gmina",
    "spółdzielnia",
    "łączy",
    "😀",
    "plan",
    "osób",
    "ze",
    "👩‍👩‍👧",
    "wskaźnik",
    "rok",
    "święto",
    "ćwiczy",
]


def _sentence(dice: random.Random) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(4, 9))) + f" {dice.randint(100, 999)}. "


@pytest.mark.parametrize(
    "seed", [*range(5), *(pytest.param(n, marks=pytest.mark.nightly) for n in range(5, 400))]
)
def test_after_any_edits_an_anchor_is_on_its_words_or_says_that_they_changed(seed: int) -> None:
    """Sixty edits, cuts and pastes and others' undone deletions among them, in Polish with emoji."""
    dice = random.Random(seed)
    document = written("".join(_sentence(dice) for _ in range(30)))
    anchors = []
    for _ in range(10):
        start = dice.randint(0, document.length - 20)
        anchors.append(anchor_at(Reading(document), start, start + dice.randint(9, 20)))
    for step in range(60):
        _edit(document, dice, client=step + 2)
        reading = Reading(document)
        for number, anchor in enumerate(anchors):
            place = locate(reading, anchor)
            shown = reading.quoted(place.start, place.end)
            if place.state in {State.KEPT, State.MOVED}:
                assert shown == anchor.quote
            if place.state == State.CHANGED:
                assert shown.strip()
            if anchor.quote not in document.text:
                assert place.state in {State.CHANGED, State.ORPHANED}
            anchors[number] = refreshed(reading, anchor, place)


def _edit(document: TextDocument, dice: random.Random, *, client: int) -> None:
    text = document.text
    start = dice.randint(0, len(text))
    end = min(len(text), start + dice.randint(0, 25))
    act = dice.random()
    if act < 0.4:
        new = text[:start] + dice.choice(WORDS) + text[start:]
    elif act < 0.6:
        new = text[:start] + text[end:]
    elif act < 0.8:  # cut and paste
        rest = text[:start] + text[end:]
        goal = dice.randint(0, len(rest))
        new = rest[:goal] + text[start:end] + rest[goal:]
    else:  # deleted, and taken back by somebody else
        replace_text(document, text[:start] + text[end:], client)
        new = text
    replace_text(document, new, client + 1000)

"""Polish spaces that hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kes.publishing.typography import NBSP, hold_spaces


@pytest.mark.parametrize(
    "marked",
    [
        "Mieszka w~domu i~z~psem",
        "A~co, W~roku, (w~domu), „i~już”",
        "zgodnie z~art.~5 ust.~2 pkt~3 lit.~a ustawy",
        "rozdz.~II, § 5, Nr~7".replace("§ ", "§~"),
        "15~zł, 3~500~zł, 2~mln~zł, 15~tys.~zł, 20~%",
        "dnia 1~listopada 2026~r. i~później",
        "Dz.~U. z~2022~r. poz.~1812",
        "A.~Kowalska i~J.~S.~Nowak",
        "Plan~– nie obietnica",
        "od godz.~15:00",
        "10~km od siebie",
    ],
)
def test_space_that_must_hold(marked: str) -> None:
    assert hold_spaces(marked.replace("~", " "), "pl") == marked.replace("~", NBSP)


@pytest.mark.parametrize(
    "text", ["Ala ma kota", "ob w-i s.c. x", "pl. a", "2 konie", "nr porządkowy", "e-w s"]
)
def test_other_spaces_stay(text: str) -> None:
    assert hold_spaces(text, "pl-PL").replace(NBSP, "~") == text


def test_other_languages_are_left_alone() -> None:
    assert hold_spaces("a cat i saw", "en") == "a cat i saw"


@given(st.text(alphabet="awzi 1540zł.r§–ustpk\u00a0\nA", max_size=60))
def test_only_spaces_change_and_one_reading_is_enough(text: str) -> None:
    held = hold_spaces(text, "pl")
    assert held.replace(NBSP, " ") == text.replace(NBSP, " ")
    assert hold_spaces(held, "pl") == held

"""Polish order, the same on every database, and slugs."""

import random

import pytest

from kes.text import person_key, slug, sort_key

ALPHABET = list("aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż")


def test_the_polish_alphabet() -> None:
    shuffled = random.Random(1).sample(ALPHABET, len(ALPHABET))
    assert sorted(shuffled, key=sort_key) == ALPHABET


@pytest.mark.parametrize(
    "names",
    [
        ["Cukier", "Czapla", "Ćma", "Dom"],
        ["Łabędź", "Łąka", "Łyko", "Mak"],
        ["Zamek", "Zygmunt", "Źródło", "Żaba"],
        ["Lato", "LIPA", "lód", "Łan"],
        ["Oko", "Ola", "Óda", "Pan"],
        ["Las", "Las Vegas", "Lasek"],
    ],
)
def test_words_are_in_order(names: list[str]) -> None:
    shuffled = random.Random(1).sample(names, len(names))
    assert sorted(shuffled, key=sort_key) == names


def test_people_are_ordered_by_surname_then_by_first_name() -> None:
    people = ["Żaneta Ćwik", "Adam Łoś", "Ewa Lis", "Jan Cap", "Zofia Lis"]
    assert sorted(people, key=person_key) == ["Jan Cap", "Żaneta Ćwik", "Ewa Lis", "Zofia Lis", "Adam Łoś"]


@pytest.mark.parametrize("name", ["", " ", "Madonna"])
def test_a_name_of_one_word_or_none(name: str) -> None:
    assert person_key(name) == sort_key(name.strip())


@pytest.mark.parametrize(
    "text,expected",
    [
        ("Łódzki plan – żłobki/świetlice", "lodzki-plan-zlobki-swietlice"),
        ("  Ósmy § 3 ust. 1  ", "osmy-3-ust-1"),
        ("!!!", ""),
        ("ą" * 100, "a" * 60),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_slugs_keep_the_base_letters(text: str, expected: str) -> None:
    assert slug(text) == expected

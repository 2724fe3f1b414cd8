"""The blueprints that come with the product are whole, and in good Polish typography."""

import re

import pytest

from documents.blueprints.library import Ready, library

ALL = list(library().values())


def test_there_are_those_that_the_work_needs() -> None:
    assert [one.key for one in ALL] == [
        "plan-lokalny",
        "program-art-17",
        "uchwala",
        "protokol",
        "porozumienie",
    ]


def test_the_local_plan_has_its_seven_chapters() -> None:
    titles = [chapter.title for chapter in library()["plan-lokalny"].chapters]
    assert titles == [
        "Diagnoza",
        "Definicje",
        "Cele",
        "Działania",
        "Rezultaty",
        "Finansowanie",
        "Monitorowanie",
    ]


def test_the_statutory_programme_has_what_article_17_asks_for() -> None:
    titles = " ".join(chapter.title.lower() for chapter in library()["program-art-17"].chapters)
    for element in (
        "wnioski z diagnozy",
        "cel główny",
        "cele szczegółowe",
        "priorytety",
        "rezultaty",
        "wskaźniki",
        "system realizacji",
        "plan finansowy",
        "monitorowanie",
        "ewaluacja",
    ):
        assert element in titles
    assert all("rt. 17" in chapter.instructions for chapter in library()["program-art-17"].chapters)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.key)
def test_every_chapter_says_what_to_write(one: Ready) -> None:
    assert one.name and one.about and len(one.chapters) >= 5
    for chapter in one.chapters:
        assert len(chapter.instructions) > 40, chapter.title
        assert not chapter.text.startswith(">") and f"# {chapter.title}\n" not in chapter.text


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.key)
def test_words_are_set_as_in_polish(one: Ready) -> None:
    said = " ".join(f"{chapter.instructions} {chapter.text}" for chapter in one.chapters)
    assert '"' not in said and " - " not in said.replace("\n- ", "\n") and "..." not in said
    assert not re.search(r"\d-\d", said)

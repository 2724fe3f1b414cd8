"""Threads of comments stay on their words when chapters are divided, joined and moved."""

import pytest

from documents.comments.actions import open_thread
from documents.comments.anchoring import Place, Reading, State, anchor_at
from documents.comments.models import CommentThread
from documents.comments.passages import Found
from documents.drafts.actions import create_document
from documents.drafts.models import Document, Part
from documents.drafts.projection import bring_up_to_date, text_document
from documents.drafts.text import RelativePosition, to_absolute, to_relative
from documents.drafts.text.units import unit_index
from documents.structure.actions import join_parts, split_part, transfer_part
from tests.people import World

TEXT = "Wstęp 😀.\n\n### Ludność\n\nZażółć gęślą.\n\n### Praca\n\nJaźń. Zażółć gęślą.\n"


@pytest.fixture
def document(world: World) -> Document:
    parts = [("Diagnoza", TEXT), ("Cele", "### Cel\n\nZażółć cel.\n")]
    return create_document(world.group, by=world.alice, title="Plan", parts=parts)


def comment(part: Part, world: World, words: str, *, last: bool = False) -> CommentThread:
    text = text_document(part.pk)[0]
    index = (text.text.rindex if last else text.text.index)(words)
    start, end = (unit_index(text.text, place) for place in (index, index + len(words)))
    found = Found(anchor_at(Reading(text), start, end), Place(start, end, State.KEPT), "")
    return open_thread(part, by=world.bob, body="Uwaga.", passage=found)


def quoted(thread: CommentThread) -> tuple[str, str, str]:
    """The chapter of the thread, and the words that its anchor stands on there, as a page would find them."""
    thread.refresh_from_db()
    assert thread.part
    bring_up_to_date(Part.objects.get(pk=thread.part.pk))
    thread.refresh_from_db()
    text = text_document(thread.part.pk)[0]
    places = (RelativePosition.from_json(place) for place in (thread.start, thread.end))
    start, end = (to_absolute(text, place) for place in places)
    assert start is not None and end is not None
    return thread.part.title, Reading(text).quoted(start, end), thread.place


def parts(document: Document) -> list[Part]:
    return list(document.parts.select_related("document"))


def test_threads_behind_a_division_go_with_their_words(world: World, document: Document) -> None:
    part = parts(document)[0]
    stays, goes = comment(part, world, "Zażółć gęślą"), comment(part, world, "Zażółć gęślą", last=True)
    text = text_document(part.pk)[0]
    split_part(
        part, by=world.alice, at=to_relative(text, unit_index(text.text, text.text.index("### Praca")))
    )
    assert quoted(stays) == ("Diagnoza", "Zażółć gęślą", "kept")
    assert quoted(goes) == ("Praca", "Zażółć gęślą", "kept")


def test_threads_of_a_joined_chapter_are_on_its_words_where_they_are_now(
    world: World, document: Document
) -> None:
    first, second = parts(document)
    inside, heading = comment(second, world, "cel."), comment(second, world, "Cel")
    whole = open_thread(second, by=world.bob, body="O całym rozdziale.")
    join_parts(first, by=world.alice)
    assert quoted(inside) == ("Diagnoza", "cel.", "kept")
    assert quoted(heading) == ("Diagnoza", "Cel", "kept")
    whole.refresh_from_db()
    assert whole.part == first


def test_threads_of_a_chapter_that_moves_belong_to_the_other_document(
    world: World, document: Document
) -> None:
    thread = comment(parts(document)[0], world, "Jaźń")
    target = create_document(world.group, by=world.alice, title="Program", parts=[])
    transfer_part(parts(document)[0], by=world.alice, target=target)
    assert quoted(thread) == ("Diagnoza", "Jaźń", "kept")
    assert thread.document == target

"""Threads are found again by the projection, whatever is done to the text under them."""

import pytest
from pytest_django import DjangoAssertNumQueries

from documents.comments.models import CommentThread
from documents.drafts.projection import project_if_wanted
from kes.live.models import Event
from tests.documents.comments.talking import comment, placed, plan, projected, write
from tests.people import World

LOCAL = "Brakuje lokalu na zakład"


def test_edits_before_the_words(world: World) -> None:
    part, _goals = plan(world)
    thread = comment(part, LOCAL, by=world.bob)
    write(part, world.alice, "# Sytuacja", "# Sytuacja w gminie 🐢")
    projected(part)
    assert placed(thread) == ("kept", LOCAL)
    assert thread.block == "p2"
    assert Event.objects.filter(kind="commentthread.placed").count() == 0


def test_after_the_undo_of_somebody_else_the_comment_is_on_the_words_again(world: World) -> None:
    part, _goals = plan(world)
    thread = comment(part, LOCAL, by=world.bob)
    write(part, world.alice, LOCAL, "")
    projected(part)
    assert placed(thread)[0] == "orphaned"
    write(
        part, world.alice, " aktywności zawodowej.\n\n- dojazd", f"{LOCAL} aktywności zawodowej.\n\n- dojazd"
    )
    projected(part)
    assert placed(thread) == ("moved", LOCAL)
    write(part, world.alice, LOCAL, f"Jak wiadomo. {LOCAL}")
    projected(part)
    assert placed(thread) == ("kept", LOCAL)


def test_cut_and_paste_into_another_part(world: World) -> None:
    part, goals = plan(world)
    words = "W gminie działa jedna spółdzielnia 😀 i dwa stowarzyszenia."
    thread = comment(part, words, by=world.bob)
    write(part, world.alice, words, "")
    write(goals, world.alice, "Celem jest", f"{words} Celem jest")
    projected(part)
    assert placed(thread) == ("moved", words)
    assert thread.part == goals
    projected(goals)
    write(goals, world.alice, "Celem", "Naszym celem")
    projected(goals)
    assert placed(thread) == ("kept", words)


def test_words_pasted_into_another_part_later(world: World) -> None:
    part, goals = plan(world)
    words = "W gminie działa jedna spółdzielnia 😀 i dwa stowarzyszenia."
    thread = comment(part, words, by=world.bob)
    write(part, world.alice, words, "")
    projected(part)
    assert placed(thread)[0] == "orphaned"
    write(goals, world.alice, "Celem jest", f"{words} Celem jest")
    project_if_wanted(goals.pk)
    assert placed(thread) == ("moved", words)


def test_words_that_another_part_always_had_are_not_taken(world: World) -> None:
    part, _goals = plan(world)
    thread = comment(part, "zakład aktywności zawodowej", by=world.bob)
    write(part, world.alice, "Brakuje lokalu na zakład aktywności zawodowej.", "")
    projected(part)
    assert (placed(thread)[0], thread.part) == ("orphaned", part)
    assert thread.quote == "zakład aktywności zawodowej"


def test_listeners_hear_of_new_places_only(world: World) -> None:
    part, _goals = plan(world)
    thread = comment(part, LOCAL, by=world.bob)
    write(part, world.alice, LOCAL, "Zbudujemy")
    projected(part)
    (event,) = Event.objects.filter(kind="commentthread.placed")
    assert [(row["id"], row["place"]) for row in event.data["rows"]] == [(thread.pk, "orphaned")]
    projected(part)
    assert Event.objects.filter(kind="commentthread.placed").count() == 1


@pytest.mark.django_db
def test_parts_without_comments_are_left_alone(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    part, _goals = plan(world)
    write(part, world.alice, "gminie", "powiecie")
    with django_assert_num_queries(1):
        project_if_wanted(part.pk)
    part.refresh_from_db()
    assert part.projected_seq < part.head_seq
    assert CommentThread.objects.count() == 0

"""Threads: opening, answering, editing, deleting, resolving, assigning; mentions; what the desk shows."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from documents.comments import actions
from documents.comments.desk import comments_for_me
from documents.comments.models import Comment, CommentThread
from kes.accounts.models import User
from kes.live.models import Event, Placement
from tests.documents.comments.talking import comment, plan
from tests.documents.teams import Team
from tests.people import World

SignIn = Callable[[User], Client]


def _desk(user: User) -> list[str]:
    return [item.note for item in comments_for_me(user).items]


def test_a_thread_with_its_first_comment(world: World) -> None:
    part, _goals = plan(world)
    thread = comment(part, "spółdzielnia 😀", by=world.bob, body="Czy **na pewno**?")
    first = thread.comments.get()
    assert (thread.quote, first.number, first.author) == ("spółdzielnia 😀", 1, world.bob)
    assert "<strong>na pewno</strong>" in first.html
    event = Event.objects.get(kind="comment.opened")
    assert event.data["part"] == str(part.pk)
    topics = Placement.objects.filter(event=event).values_list("topic_id", flat=True)
    assert list(topics) == [part.document.topic]


def test_the_same_form_sent_twice_is_one_thread(world: World, signed_in: SignIn) -> None:
    part, _goals = plan(world)
    form = {"body": "Uwaga", "key": "b" * 32, "block": "p1"}
    for _turn in range(2):
        answer = signed_in(world.bob).post(f"/parts/{part.pk}/comments/new/", form)
        assert answer.status_code == 302
    assert CommentThread.objects.get().quote.startswith("W gminie działa")


def test_hostile_text_is_cleaned(world: World) -> None:
    part, _goals = plan(world)
    thread = comment(part, "lokalu", by=world.bob, body="<script>alert(1)</script>[x](javascript:alert(1))")
    html = thread.comments.get().html
    assert "<script" not in html and 'href="javascript' not in html


def test_a_resolved_thread_opens_with_an_answer(world: World) -> None:
    part, _goals = plan(world)
    thread = comment(part, "lokalu", by=world.bob)
    actions.resolve(thread, by=world.alice)
    thread.refresh_from_db()
    assert (bool(thread.resolved), thread.resolved_by) == (True, world.alice)
    actions.reply(thread, by=world.bob, body="Jeszcze nie.")
    thread.refresh_from_db()
    assert not thread.resolved and thread.last_number == 2


def test_edited_comments_keep_what_they_said(world: World) -> None:
    part, _goals = plan(world)
    first = comment(part, "lokalu", by=world.bob, body="Stary tekst").comments.get()
    actions.edit(first, by=world.bob, body="Nowy tekst", revision=1)
    with pytest.raises(actions.Outdated):
        actions.edit(first, by=world.bob, body="Z drugiej karty", revision=1)
    first.refresh_from_db()
    assert first.revision == 2 and "Nowy" in first.html
    assert "Stary" in first.revisions.get().html


def test_deleted_comments_leave_a_trace(world: World, signed_in: SignIn) -> None:
    part, _goals = plan(world)
    thread = comment(part, "lokalu", by=world.bob, body="Tajne słowa")
    actions.delete(thread.comments.get(), by=world.alice)
    page = signed_in(world.olga).get(thread.get_absolute_url()).content.decode()
    assert "Tajne słowa" not in page
    assert "Komentarz usunięty" in page and "Alice Żak" in page


def test_mentions_reach_the_desk_and_leave_it_when_read(world: World, signed_in: SignIn) -> None:
    part, _goals = plan(world)
    thread = comment(part, "lokalu", by=world.bob, body="Co na to @Alice Żak i @Charlie Śliwa? @Bob Łuczak")
    assert _desk(world.alice) == ["wspomniano o\u00a0Tobie"]
    assert _desk(world.charlie) == _desk(world.bob) == []
    assert "<strong>@Alice Żak</strong>" in thread.comments.get().html
    assert Placement.objects.filter(topic_id=f"desk.{world.alice.pk}").exists()
    signed_in(world.alice).get(thread.get_absolute_url())
    assert _desk(world.alice) == []


def test_who_reads_only_through_a_chapter_is_reached_too(world: World, team: Team) -> None:
    actions.assign(
        actions.open_thread(team.theirs, by=world.alice, body="Proszę."), by=world.alice, to=team.tessa
    )
    actions.open_thread(team.olafs, by=world.alice, body="@Olaf Kłos zobacz")
    assert (len(_desk(team.tessa)), len(_desk(team.olaf))) == (1, 1)


def test_names_that_begin_alike_are_told_apart(world: World) -> None:
    User.objects.filter(pk=world.olga.pk).update(name="Alice Żakowska")
    part, _goals = plan(world)
    comment(part, "lokalu", by=world.bob, body="@Alice Żakowska, proszę sprawdzić")
    assert (len(_desk(world.olga)), _desk(world.alice)) == (1, [])


def test_an_assigned_thread_waits_until_it_is_settled(world: World) -> None:
    part, _goals = plan(world)
    thread = comment(part, "lokalu", by=world.bob)
    actions.assign(thread, by=world.bob, to=world.alice)
    assert _desk(world.alice) == ["przydzielono Tobie"]
    actions.resolve(thread, by=world.alice)
    assert _desk(world.alice) == []
    with pytest.raises(ValidationError):
        actions.assign(thread, by=world.bob, to=world.charlie)


def test_an_import_brings_authors_without_accounts(world: World) -> None:
    part, _goals = plan(world)
    thread = actions.open_imported(part, said=[actions.Said("Jan z Worda", "Uwaga")])
    assert thread.comments.get().writer == "Jan z Worda"


def test_refused_texts_come_back(world: World, signed_in: SignIn) -> None:
    part, _goals = plan(world)
    thread = comment(part, "lokalu", by=world.bob)
    client = signed_in(world.bob)
    long = "słowo " * 4000
    for url in (f"/parts/{part.pk}/comments/new/", f"/comments/{thread.pk}/replies/"):
        page = client.post(url, {"body": long})
        assert page.status_code == 400
        assert long[:200] in page.content.decode()
    page = client.post(f"/parts/{part.pk}/comments/new/", {"body": "Moja uwaga", "block": "p99"})
    assert page.status_code == 400 and "Moja uwaga" in page.content.decode()
    assert Comment.objects.count() == 1


def test_positions_of_an_editor(world: World, signed_in: SignIn) -> None:
    """As the browser sends them; an answer in JSON carries the thread as the page draws it."""
    part, _goals = plan(world)
    other = comment(part, "spółdzielnia 😀", by=world.bob)
    fields = {"start": json_of(other.start), "end": json_of(other.end), "quote": other.quote, "body": "I ja"}
    client = signed_in(world.bob)
    url = f"/parts/{part.pk}/comments/new/"
    answer = client.post(url, fields, headers={"accept": "application/json"})
    assert answer.status_code == 201 and "spółdzielnia" in answer.json()["html"]
    stray = {"start": '{"item":{"client":5,"clock":7}}', "end": '{"item":{"client":5,"clock":9}}'}
    for bad in (stray | {"quote": "nie ma tego"}, {"start": "{", "end": "[]"}):
        refused = client.post(url, bad | {"body": "Tekst"}, headers={"accept": "application/json"})
        assert refused.status_code == 400 and refused.json()["errors"]


def json_of(place: object) -> str:
    import json

    return json.dumps(place)


def test_filters_and_pages(world: World, signed_in: SignIn) -> None:
    part, _goals = plan(world)
    for number in range(31):
        comment(part, "lokalu" if number % 2 else "spółdzielnia", by=world.bob, body=f"Uwaga nr {number}.")
    done = comment(part, "dojazd", by=world.alice, body="Załatwione.")
    actions.resolve(done, by=world.bob)
    client = signed_in(world.olga)
    page = client.get(f"/parts/{part.pk}/comments/").content.decode()
    assert page.count('class="comment-thread"') == 30 and "page=2" in page
    assert page.index("Uwaga nr 0.") < page.index("Uwaga nr 1.")  # in the order of the text
    assert "Załatwione" not in page
    assert "Załatwione" in client.get(f"/parts/{part.pk}/comments/?show=resolved").content.decode()
    mine = signed_in(world.alice).get(f"/parts/{part.pk}/comments/?show=mine").content.decode()
    assert mine.count('class="comment-thread"') == 0
    fragment = client.get(f"/parts/{part.pk}/comments/?fragment=1&page=2").content.decode()
    assert "<html" not in fragment and fragment.count('class="comment-thread"') == 1


def test_the_document_shows_its_threads(world: World, signed_in: SignIn) -> None:
    part, _goals = plan(world)
    comment(part, "dojazd do centrum", by=world.bob, body="Którędy?")
    page = signed_in(world.olga).get(part.document.get_absolute_url()).content.decode()
    assert "Którędy?" in page and "<span data-count>1</span>" in page


def test_marks_for_the_editor(world: World, signed_in: SignIn) -> None:
    part, _goals = plan(world)
    thread = comment(part, "dojazd", by=world.bob)
    actions.resolve(comment(part, "lokalu", by=world.bob), by=world.bob)
    (mark,) = signed_in(world.olga).get(f"/parts/{part.pk}/marks").json()["marks"]
    assert (mark["id"], mark["start"]) == (thread.pk, thread.start)

"""The list of threads, opening, closing and reopening one, the desk's section and the preview."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups import desk
from groups.directory.models import Group
from groups.membership.actions import end_membership
from groups.membership.models import Membership
from groups.threads import actions
from groups.threads.models import Thread
from groups.threads.reading import advance
from kes.accounts.models import User
from kes.live import topics
from kes.live.models import Event
from tests.groups.threads.talk import JSON, foreign_thread, reply, thread
from tests.people import World

SignedIn = Callable[[User], Client]


def _threads(group: Group) -> str:
    return reverse("groups:threads", args=[group.pk])


def test_an_empty_list_invites_those_who_may_open_a_thread(world: World, signed_in: SignedIn) -> None:
    new = reverse("groups:new_thread", args=[world.group.pk])
    assert new in signed_in(world.bob).get(_threads(world.group)).content.decode()
    assert new not in signed_in(world.olga).get(_threads(world.group)).content.decode()


def test_the_list_counts_what_each_reader_has_not_read(world: World, signed_in: SignedIn) -> None:
    subject = thread(world)
    reply(subject, world.bob)
    subject.refresh_from_db()
    advance(subject, world.bob, 2)
    row = "data-unread"
    assert row in signed_in(world.alice).get(_threads(world.group)).content.decode()
    assert row not in signed_in(world.bob).get(_threads(world.group)).content.decode()


def test_the_list_names_the_last_writer(world: World, signed_in: SignedIn) -> None:
    reply(thread(world), world.bob)
    html = signed_in(world.olga).get(_threads(world.group)).content.decode()
    assert "Bob Łuczak" in html


def test_a_thousand_threads_come_in_pages_at_the_same_cost(world: World, signed_in: SignedIn) -> None:
    Thread.objects.bulk_create(
        Thread(group=world.group, title=f"Wątek {n}", author=world.bob, last_author=world.bob, last_number=1)
        for n in range(1000)
    )
    client = signed_in(world.olga)
    with CaptureQueriesContext(connection) as queries:
        html = client.get(_threads(world.group)).content.decode()
    assert html.count('class="row-title"') == 30 and len(queries) <= 8
    assert client.get(_threads(world.group), {"page": 34}).content.decode().count('class="row-title"') == 10


def test_a_member_opens_a_thread_with_its_first_post(world: World, signed_in: SignedIn) -> None:
    url = reverse("groups:new_thread", args=[world.group.pk])
    answer = signed_in(world.bob).post(url, {"title": "Cele", "body": "Jakie *cele*?", "key": uuid4()})
    subject = Thread.objects.get()
    assert answer["Location"] == subject.get_absolute_url()
    assert (subject.title, subject.last_number, subject.posts.get().author) == ("Cele", 1, world.bob)
    assert Event.objects.get(kind="thread.opened").data["post"] == subject.posts.get().pk


def test_a_thread_opened_twice_is_one(world: World, signed_in: SignedIn) -> None:
    url = reverse("groups:new_thread", args=[world.group.pk])
    fields = {"title": "Cele", "body": "Jakie?", "key": str(uuid4())}
    places = {signed_in(world.bob).post(url, fields)["Location"] for _ in "ab"}
    assert len(places) == 1 and Thread.objects.count() == 1


def test_a_title_too_long_comes_back_with_the_text(world: World, signed_in: SignedIn) -> None:
    url = reverse("groups:new_thread", args=[world.group.pk])
    answer = signed_in(world.bob).post(url, {"title": "x" * 201, "body": "Moje słowa"})
    assert answer.status_code == 400 and "Moje słowa" in answer.content.decode()


def test_who_may_open_a_thread(world: World, signed_in: SignedIn) -> None:
    url = reverse("groups:new_thread", args=[world.group.pk])
    people = (world.alice, world.bob, world.olga, world.charlie)
    assert [signed_in(person).get(url).status_code for person in people] == [200, 200, 403, 403]
    fields = {"title": "Cele", "body": "Jakie?"}
    assert [signed_in(person).post(url, fields).status_code for person in people] == [302, 302, 403, 403]
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize("name", ["closing", "reopening"])
def test_only_those_who_moderate_close_and_reopen(world: World, signed_in: SignedIn, name: str) -> None:
    url = reverse(f"groups:{name}", args=[thread(world).pk])
    people = (world.alice, world.bob, world.olga, world.charlie)
    assert [signed_in(person).post(url).status_code for person in people] == [302, 403, 403, 404]
    assert signed_in(world.alice).get(url).status_code == 405
    foreign = reverse(f"groups:{name}", args=[foreign_thread(world).pk])
    assert signed_in(world.alice).post(foreign).status_code == 404


def test_closing_is_an_event_and_reopening_another(world: World) -> None:
    subject = thread(world)
    for _twice in "ab":
        actions.close_thread(subject, by=world.alice)
    actions.reopen_thread(subject, by=world.alice)
    kinds = Event.objects.filter(kind__startswith="thread.").values_list("kind", flat=True)
    assert list(kinds) == ["thread.opened", "thread.closed", "thread.reopened"]
    assert reply(subject, world.bob).number == 2


def test_the_desk_shows_unread_threads_of_ones_groups(world: World) -> None:
    subject = thread(world)
    foreign_thread(world)
    reply(subject, world.alice, seen=1)
    section = desk.unread_threads(world.bob)
    assert section.total == 1 and section.items[0].count == 2 and section.items[0].title == "Definicje"
    subject.refresh_from_db()
    advance(subject, world.bob, 2)
    assert desk.unread_threads(world.bob).total == 0
    assert desk.unread_threads(world.charlie).items == []


def test_the_desk_forgets_a_group_when_the_membership_ends(world: World) -> None:
    thread(world)
    end_membership(Membership.objects.get(group=world.group, user=world.bob), by=world.alice)
    assert desk.unread_threads(world.bob).total == 0


def test_live_topics_ask_the_same_door(world: World) -> None:
    subject = thread(world)
    for topic in (subject.topic, f"threads.{world.group.pk}"):
        people = (world.alice, world.bob, world.olga, world.charlie)
        assert [topics.may_listen(person, topic) for person in people] == [True, True, True, False]


def test_the_preview_is_what_the_post_will_be(world: World, signed_in: SignedIn) -> None:
    text = "**Zgoda**, [link](https://example.org) <b>nie</b>"
    answer = signed_in(world.bob).post(reverse("groups:preview"), {"text": text}, headers=JSON)
    assert answer.json()["html"] == reply(thread(world), world.bob, text).html


def test_the_preview_is_for_people_and_has_a_limit(world: World, signed_in: SignedIn) -> None:
    url = reverse("groups:preview")
    assert Client().post(url, {"text": "x"}, headers=JSON).status_code == 401
    assert signed_in(world.bob).post(url, {"text": "x" * 50_001}, headers=JSON).status_code == 400
    assert signed_in(world.bob).get(url).status_code == 405

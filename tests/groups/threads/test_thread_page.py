"""The thread's page: which posts it sends, where it opens, how far it was read, what it costs."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.threads import actions
from groups.threads.fragments import Shelf
from groups.threads.models import Thread, ThreadVisit
from groups.threads.reading import Window, window
from kes.accounts.models import User
from kes.live import events, fragments
from tests.groups.threads.talk import JSON, foreign_thread, long_thread, reply, thread
from tests.people import World

SignedIn = Callable[[User], Client]


def _read(subject: Thread, user: User, number: int) -> None:
    ThreadVisit.objects.update_or_create(thread=subject, user=user, defaults={"number": number})


@pytest.mark.parametrize(
    "total, asked, expected",
    [
        (3, {}, (1, 3)),
        (745, {}, (1, 50)),
        (745, {"read": 300}, (296, 345)),
        (745, {"read": 744}, (696, 745)),
        (745, {"read": 745}, (696, 745)),
        (745, {"at": 1}, (1, 50)),
        (745, {"at": 745}, (696, 745)),
        (745, {"before": 296}, (246, 295)),
        (745, {"before": 20}, (1, 19)),
        (745, {"before": 1}, (1, 1)),
        (745, {"after": 345}, (346, 395)),
        (745, {"after": 740}, (741, 745)),
        (745, {"after": 9999}, (745, 745)),
        (745, {"before": 9999}, (696, 745)),
        (745, {"at": 9999}, (696, 745)),
    ],
)
def test_windows(total: int, asked: dict[str, int], expected: tuple[int, int]) -> None:
    assert window(total, **asked) == Window(*expected, total)


def test_it_opens_around_the_first_unread_post(world: World, signed_in: SignedIn) -> None:
    subject = long_thread(world, 745)
    _read(subject, world.olga, 300)
    html = signed_in(world.olga).get(subject.get_absolute_url()).content.decode()
    assert 'id="post-296"' in html and 'id="post-345"' in html
    assert 'id="post-295"' not in html and 'id="post-346"' not in html
    assert (
        html.index('id="post-300"') < html.index('class="divider-new" id="new"') < html.index('id="post-301"')
    )


def test_a_first_visit_begins_at_the_beginning_without_a_divider(world: World, signed_in: SignedIn) -> None:
    html = signed_in(world.olga).get(long_thread(world, 60).get_absolute_url()).content.decode()
    assert 'id="post-1"' in html and "divider-new" not in html


def test_plain_links_lead_earlier_and_later(world: World, signed_in: SignedIn) -> None:
    subject, client = long_thread(world, 200), signed_in(world.olga)
    html = client.get(f"{subject.get_absolute_url()}?at=100").content.decode()
    assert 'href="?before=95#posts"' in html and 'href="?after=144#posts"' in html
    assert 'id="post-145"' in client.get(f"{subject.get_absolute_url()}?after=144").content.decode()


def test_scripts_get_a_window_with_its_bounds(world: World, signed_in: SignedIn) -> None:
    subject = long_thread(world, 120)
    answer = signed_in(world.olga).get(reverse("groups:posts", args=[subject.pk]), {"after": 60})
    assert answer["X-Window"] == "61-110/120"
    assert answer.content.count(b'<article class="post"') == 50


@pytest.mark.parametrize(
    "asked, window", [("200", "51-250/700"), ("9999", "51-550/700"), ("3", "51-100/700"), ("x", "51-100/700")]
)
def test_who_reads_on_gets_more_at_once(world: World, signed_in: SignedIn, asked: str, window: str) -> None:
    subject = long_thread(world, 700)
    url = reverse("groups:posts", args=[subject.pk])
    assert signed_in(world.olga).get(url, {"after": "50", "size": asked})["X-Window"] == window


@pytest.mark.parametrize("junk", ["x", "-1", "1e9", "9" * 40, "²"])
def test_a_senseless_place_opens_the_thread_anyway(world: World, signed_in: SignedIn, junk: str) -> None:
    subject = thread(world)
    for name in ("at", "before", "after", "reply", "quote"):
        assert signed_in(world.bob).get(subject.get_absolute_url(), {name: junk}).status_code == 200


def _cost(client: Client, url: str) -> tuple[int, int]:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(url)
    return len(queries), page.content.decode().count("<article")


def test_queries_do_not_grow_with_the_thread(world: World, signed_in: SignedIn) -> None:
    costs = [_cost(signed_in(world.bob), long_thread(world, n).get_absolute_url()) for n in (20, 200, 2000)]
    assert [posts for _queries, posts in costs] == [20, 50, 50]
    assert {queries for queries, _posts in costs} == {6}


def test_a_cold_process_needs_one_query_more(world: World, signed_in: SignedIn, monkeypatch: Any) -> None:
    subject, client = long_thread(world, 200), signed_in(world.bob)
    client.get(subject.get_absolute_url())
    monkeypatch.setattr("groups.threads.fragments.shelf", Shelf(1_000_000))
    with CaptureQueriesContext(connection) as queries:
        client.get(subject.get_absolute_url())
    assert len(queries) == 7


def test_the_shelf_forgets_the_oldest_when_it_is_full() -> None:
    shelf = Shelf(10)
    for key, text in (("a", "12345"), ("b", "1234"), ("a", "123456"), ("c", "1234")):
        shelf.put((key,), text)
    assert [shelf.get((key,)) for key in "abc"] == ["123456", None, "1234"]


def test_an_edit_a_rename_and_a_language_are_seen_at_once(world: World, signed_in: SignedIn) -> None:
    subject = thread(world, by=world.bob)
    client = signed_in(world.olga)

    def page() -> str:
        return client.get(subject.get_absolute_url()).content.decode()

    assert "Zaczynamy." in page() and "Bob Łuczak" in page()
    actions.edit_post(subject.posts.get(), by=world.bob, body="Od nowa.", revision=1)
    world.bob.name = "Robert Łuczak"
    world.bob.save()
    assert "Od nowa." in page() and "Zaczynamy." not in page() and "Robert Łuczak" in page()
    client.cookies["django_language"] = "en"
    assert "Edited" in page()


def test_live_listeners_get_the_html_of_the_page(world: World, signed_in: SignedIn) -> None:
    subject = thread(world)
    post = reply(subject, world.bob)
    actions.edit_post(post, by=world.bob, body="Nowa treść", revision=1)
    actions.delete_post(subject.posts.get(number=1), by=world.alice)
    page = signed_in(world.olga).get(subject.get_absolute_url()).content.decode()
    rows = [row for row in events.since(subject.topic, 0) if row[1].kind.startswith("post.")]
    assert [event.kind for _seq, event in rows] == ["post.added", "post.edited", "post.deleted"]
    for seq, event in rows:
        message = json.loads(fragments.message(subject.topic, seq, event, "pl"))
        assert message["html"] in page and message["html"].startswith("<article")


def test_fragments_do_not_depend_on_the_viewer(world: World, signed_in: SignedIn) -> None:
    subject = thread(world, by=world.bob)
    mine, others = (
        signed_in(person).get(subject.get_absolute_url()).content.decode()
        for person in (world.bob, world.olga)
    )
    assert 'data-mine=""' in mine and "data-mine" not in others


def test_reading_is_marked_forward_only_and_within_the_thread(world: World, signed_in: SignedIn) -> None:
    subject, client = long_thread(world, 30), signed_in(world.olga)
    url = reverse("groups:read", args=[subject.pk])
    marks = []
    for number in ("12", "5", "99999", "x", ""):
        assert client.post(url, {"number": number}, headers=JSON).status_code == 204
        marks.append(ThreadVisit.objects.get(thread=subject, user=world.olga).number)
    assert marks == [12, 12, 30, 30, 30]


def test_marking_everything_as_read_works_without_scripts(world: World, signed_in: SignedIn) -> None:
    subject = long_thread(world, 30)
    answer = signed_in(world.bob).post(reverse("groups:read", args=[subject.pk]), {"number": 30})
    assert answer["Location"] == subject.get_absolute_url()


@pytest.mark.parametrize("name", ["thread", "posts", "read"])
def test_a_hidden_thread_exists_for_nobody_else(world: World, signed_in: SignedIn, name: str) -> None:
    url = reverse(f"groups:{name}", args=[foreign_thread(world).pk])
    send = "post" if name == "read" else "get"
    assert getattr(signed_in(world.alice), send)(url).status_code == 404


def test_visitors_see_no_thread_of_a_named_group(world: World) -> None:
    assert Client().get(thread(world).get_absolute_url()).status_code == 404

"""Editing with history, deleting with a trace, quoting; who may do it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from groups.threads import actions
from groups.threads.history import compare, versions
from groups.threads.models import Post, PostRevision
from kes.accounts.models import User
from kes.live.models import Event
from tests.groups.threads.talk import foreign_thread, reply, thread
from tests.people import World

SignedIn = Callable[[User], Client]


def _url(name: str, post: Post) -> str:
    return reverse(f"groups:{name}", args=[post.pk])


def test_an_edit_keeps_what_was_there(world: World, signed_in: SignedIn) -> None:
    post = reply(thread(world), world.bob, "Pierwsza wersja")
    answer = signed_in(world.bob).post(_url("edit_post", post), {"body": "Druga wersja", "revision": 1})
    assert answer["Location"] == post.url_in_thread
    post.refresh_from_db()
    assert (post.body, post.revision, post.edited_by) == ("Druga wersja", 2, world.bob)
    assert PostRevision.objects.get().body == "Pierwsza wersja"
    assert Event.objects.get(kind="post.edited").data["revision"] == 2


def test_the_history_shows_words_taken_out_and_put_in(world: World, signed_in: SignedIn) -> None:
    post = reply(thread(world), world.bob, "Pierwsza wersja")
    actions.edit_post(post, by=world.alice, body="Druga wersja", revision=1)
    html = signed_in(world.olga).get(_url("post_history", post)).content.decode()
    assert "<del>Pierwsza </del><ins>Druga </ins>wersja" in html and "Alice Żak" in html
    post.refresh_from_db()
    assert [(version.number, version.by) for version in versions(post)] == [
        (2, "Alice Żak"),
        (1, "Bob Łuczak"),
    ]


@pytest.mark.parametrize(
    "before, after",
    [("", "a"), ("a b", ""), ("Ala ma kota.\n\nA", "Ala miała\nkota!"), ("a " * 9000, "b " * 9000)],
)
def test_a_comparison_gives_both_texts(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "insert") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "delete") == after


def test_the_same_text_makes_no_version(world: World) -> None:
    post = reply(thread(world), world.bob, "Tak")
    assert actions.edit_post(post, by=world.bob, body="Tak", revision=1).revision == 1


def test_two_editors_at_once_are_told_and_keep_their_text(world: World, signed_in: SignedIn) -> None:
    post = reply(thread(world), world.bob, "Pierwsza")
    actions.edit_post(post, by=world.alice, body="Wersja Alice", revision=1)
    answer = signed_in(world.bob).post(_url("edit_post", post), {"body": "Wersja Boba", "revision": 1})
    page = answer.content.decode()
    assert answer.status_code == 400 and "Wersja Boba</textarea>" in page and "<p>Wersja Alice</p>" in page
    assert 'name="revision" value="2"' in page  # sent again, it is meant


def test_a_deleted_post_leaves_a_trace_and_no_text(world: World, signed_in: SignedIn) -> None:
    subject = thread(world)
    post = reply(subject, world.bob, "Tajemnica")
    actions.edit_post(post, by=world.bob, body="Tajemnica druga", revision=1)
    signed_in(world.bob).post(_url("delete_post", post))
    client = signed_in(world.olga)
    client.cookies["django_language"] = "en"
    html = client.get(subject.get_absolute_url()).content.decode()
    assert "Tajemnica" not in html and "Post deleted · Bob Łuczak" in html and 'id="post-2"' in html
    assert "Tajemnica" not in client.get(_url("post_history", post)).content.decode()
    assert not PostRevision.objects.exists() and reply(subject, world.bob).number == 3


def test_deleting_twice_is_one_event(world: World) -> None:
    post = reply(thread(world), world.bob)
    for person in (world.bob, world.alice):
        actions.delete_post(post, by=person)
    post.refresh_from_db()
    assert post.deleted_by == world.bob and Event.objects.filter(kind="post.deleted").count() == 1


def test_a_deleted_post_is_not_edited(world: World, signed_in: SignedIn) -> None:
    post = reply(thread(world), world.bob)
    actions.delete_post(post, by=world.bob)
    signed_in(world.bob).post(_url("edit_post", post), {"body": "Wracam", "revision": 2})
    post.refresh_from_db()
    assert post.body == ""


@pytest.mark.parametrize("name", ["edit_post", "delete_post"])
def test_who_may_change_bobs_post(world: World, signed_in: SignedIn, name: str) -> None:
    url = _url(name, reply(thread(world), world.bob))
    people = (world.alice, world.bob, world.olga, world.charlie)
    assert [signed_in(person).get(url).status_code for person in people] == [200, 200, 403, 404]
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize("name", ["edit_post", "delete_post"])
def test_a_member_does_not_change_others_nor_closed_threads(
    world: World, signed_in: SignedIn, name: str
) -> None:
    subject = thread(world)
    own = reply(subject, world.bob)
    assert signed_in(world.bob).post(_url(name, subject.posts.get(number=1))).status_code == 403
    actions.close_thread(subject, by=world.alice)
    assert signed_in(world.bob).post(_url(name, own)).status_code == 403
    assert signed_in(world.alice).get(_url(name, own)).status_code == 200


@pytest.mark.parametrize("name", ["post", "quote", "edit_post", "delete_post", "post_history"])
def test_a_hidden_groups_post_does_not_exist(world: World, signed_in: SignedIn, name: str) -> None:
    url = _url(name, foreign_thread(world).posts.get())
    assert signed_in(world.alice).get(url).status_code == 404


def test_the_address_of_a_post_leads_to_its_place(world: World, signed_in: SignedIn) -> None:
    post = reply(thread(world), world.bob)
    assert signed_in(world.olga).get(post.get_absolute_url())["Location"] == post.url_in_thread


def test_a_quotation_names_the_author_in_every_line_quoted(world: World, signed_in: SignedIn) -> None:
    subject = thread(world, by=world.bob, body="Raz\n\ndwa")
    expected = "> **Bob Łuczak**, #1:\n>\n> Raz\n>\n> dwa\n\n"
    assert signed_in(world.olga).get(_url("quote", subject.posts.get())).content.decode() == expected
    page = signed_in(world.alice).get(f"{subject.get_absolute_url()}?quote={subject.posts.get().pk}")
    assert "&gt; **Bob Łuczak**, #1:" in page.content.decode()

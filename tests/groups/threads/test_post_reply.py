"""Answering in a thread: numbers, events, once only, and what is refused."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from groups.directory.actions import change_group
from groups.membership.models import Membership
from groups.roles import Visibility
from groups.threads import actions
from groups.threads.models import Post, ThreadVisit
from kes.accounts.models import Organisation, User
from kes.live.models import Event, Placement
from tests.groups.threads.talk import foreign_thread, post_json, reply, thread
from tests.people import World

SignedIn = Callable[[User], Client]


def test_numbers_follow_without_gaps(world: World) -> None:
    subject = thread(world)
    posts = [reply(subject, world.bob), reply(subject, world.alice), reply(subject, world.bob)]
    assert [post.number for post in posts] == [2, 3, 4]
    subject.refresh_from_db()
    assert (subject.last_number, subject.last_author) == (4, world.bob)


def test_an_event_names_the_post_in_the_topics_of_those_who_may_read(world: World) -> None:
    subject = thread(world)
    post = reply(subject, world.bob)
    event = Event.objects.get(kind="post.added")
    assert (
        event.data["post"] == post.pk and event.data["number"] == 2 and event.data["author"] == world.bob.pk
    )
    topics = set(Placement.objects.filter(event=event).values_list("topic_id", flat=True))
    assert topics == {subject.topic, f"threads.{world.group.pk}"}


def test_the_represented_body_stays_with_the_post(world: World) -> None:
    body = Organisation.objects.create(name="Spółdzielnia „Źródło”", kind=Organisation.Kind.PES)
    Membership.objects.filter(group=world.group, user=world.bob).update(organisation=body)
    assert reply(thread(world), world.bob).represents == "Spółdzielnia „Źródło”"


def test_a_member_answers_in_the_browser(world: World, signed_in: SignedIn) -> None:
    subject = thread(world)
    answer = signed_in(world.bob).post(subject.replies_url, {"body": "**Zgoda**"})
    post = Post.objects.get(number=2)
    assert answer.status_code == 302 and answer["Location"] == post.url_in_thread
    assert post.author == world.bob and "<strong>Zgoda</strong>" in post.html


def test_scripts_get_the_very_html_of_the_page(world: World, signed_in: SignedIn) -> None:
    subject = thread(world)
    client = signed_in(world.bob)
    answer = post_json(client, subject.replies_url, body="Zgoda")
    assert answer.status_code == 201 and answer.json()["number"] == 2
    page = client.get(subject.get_absolute_url()).content.decode()
    assert answer.json()["html"] in page and 'data-mine=""' in answer.json()["html"]


def test_a_reply_to_a_reply_names_and_links_it(world: World, signed_in: SignedIn) -> None:
    subject = thread(world)
    first = reply(subject, world.bob)
    second = reply(subject, world.alice, reply_to=first)
    signed_in(world.bob).post(subject.replies_url, {"body": "Właśnie.", "reply_to": second.pk})
    third = Post.objects.get(number=4)
    assert third.reply_to == second
    html = signed_in(world.olga).get(subject.get_absolute_url()).content.decode()
    assert f'href="{second.url_in_thread}"' in html


def test_a_form_sent_twice_is_one_post(world: World, signed_in: SignedIn) -> None:
    subject = thread(world)
    fields = {"body": "Raz", "key": str(uuid4())}
    numbers = [post_json(signed_in(world.bob), subject.replies_url, **fields).json()["number"] for _ in "ab"]
    assert numbers == [2, 2] and subject.posts.count() == 2


def test_a_form_sent_again_after_its_post_was_edited_is_still_one_post(world: World) -> None:
    subject, key = thread(world), uuid4()
    post = reply(subject, world.bob, "Raz", key=key)
    actions.edit_post(post, by=world.bob, body="Raz i dwa", revision=1)
    assert reply(subject, world.bob, "Raz", key=key) == post


def test_an_old_key_with_a_new_text_loses_no_text(world: World) -> None:
    subject, key = thread(world), uuid4()
    reply(subject, world.bob, "Raz", key=key)
    assert reply(subject, world.bob, "Zupełnie coś innego", key=key).number == 3


def test_new_words_under_the_key_of_a_deleted_post_are_posted(world: World, signed_in: SignedIn) -> None:
    subject, key = thread(world), uuid4()
    actions.delete_post(reply(subject, world.bob, "Raz", key=key), by=world.bob)
    fields = {"body": "Zupełnie nowy, długi tekst", "key": str(key)}
    answer = post_json(signed_in(world.bob), subject.replies_url, **fields)
    assert (answer.status_code, answer.json()["number"]) == (201, 3)
    assert Post.objects.get(number=3).body == fields["body"]


@pytest.mark.parametrize("edited", [False, True])
def test_a_form_sent_again_does_not_bring_back_what_was_deleted(world: World, edited: bool) -> None:
    subject, key = thread(world), uuid4()
    post = reply(subject, world.bob, "Raz", key=key)
    if edited:
        actions.edit_post(post, by=world.bob, body="Raz i dwa", revision=1)
    actions.delete_post(post, by=world.alice)
    assert reply(subject, world.bob, "Raz", key=key) == post
    assert "Raz" not in Post.objects.values_list("body", flat=True)


def test_a_post_deleted_before_keys_were_spent_swallows_nothing(world: World) -> None:
    subject, key = thread(world), uuid4()
    post = reply(subject, world.bob, "Raz", key=key)
    actions.delete_post(post, by=world.bob)
    Post.objects.filter(pk=post.pk).update(key=key)
    assert reply(subject, world.bob, "Dwa", key=key).number == 3


def test_the_same_key_of_two_people_is_two_posts(world: World) -> None:
    subject, key = thread(world), uuid4()
    assert {reply(subject, person, "Raz", key=key).number for person in (world.alice, world.bob)} == {2, 3}


@pytest.mark.parametrize("body", ["", "   \n\t "])
def test_an_empty_post_is_refused(world: World, signed_in: SignedIn, body: str) -> None:
    answer = post_json(signed_in(world.bob), thread(world).replies_url, body=body)
    assert answer.status_code == 400 and answer.json()["errors"]


def test_two_megabytes_are_refused_and_come_back_in_the_field(world: World, signed_in: SignedIn) -> None:
    subject, text = thread(world), "słowo " * 350_000
    client = signed_in(world.bob)
    client.cookies["django_language"] = "en"
    answer = client.post(subject.replies_url, {"body": text})
    assert answer.status_code == 400 and subject.posts.count() == 1
    page = answer.content.decode()
    assert "The text is too long: 2099999 characters, the most is 50000." in page and text.strip() in page


def test_a_text_markdown_cannot_manage_is_shown_as_typed(world: World) -> None:
    post = reply(thread(world), world.bob, "[" * 40_000)
    assert post.html.startswith("<p>[[[") and "<a" not in post.html


def test_scripts_and_handlers_never_get_through(world: World) -> None:
    html = reply(thread(world), world.bob, '<script>alert(1)</script> <img src=x onerror="alert(1)">').html
    assert "<script" not in html and "<img" not in html


def test_a_text_cannot_pretend_to_be_the_readers_own_post(world: World, signed_in: SignedIn) -> None:
    forged = f'<article class="post" data-author="{world.alice.pk}">'
    subject = thread(world, by=world.bob, body=forged)
    page = signed_in(world.alice).get(subject.get_absolute_url()).content.decode()
    assert "data-mine" not in page


def test_a_closed_thread_refuses_and_keeps_the_text(world: World, signed_in: SignedIn) -> None:
    subject = thread(world)
    actions.close_thread(subject, by=world.alice)
    answer = signed_in(world.bob).post(subject.replies_url, {"body": "Za późno"})
    assert answer.status_code == 400 and "Za późno" in answer.content.decode()
    with pytest.raises(ValidationError):
        reply(subject, world.bob)


def test_a_post_of_another_thread_cannot_be_answered_here(world: World, signed_in: SignedIn) -> None:
    subject, other = thread(world), foreign_thread(world)
    hidden = other.posts.get()
    answer = post_json(signed_in(world.bob), subject.replies_url, body="Skąd?", reply_to=hidden.pk)
    assert answer.status_code == 400 and subject.posts.count() == 1
    page = signed_in(world.bob).post(subject.replies_url, {"body": "Skąd?", "reply_to": hidden.pk})
    assert page.status_code == 400 and "Stranger" not in page.content.decode()
    for field in ("reply", "quote"):
        html = signed_in(world.bob).get(f"{subject.get_absolute_url()}?{field}={hidden.pk}").content.decode()
        assert "Stranger" not in html and "Nikt nie widzi" not in html


def test_who_may_answer(world: World, signed_in: SignedIn) -> None:
    subject = thread(world)
    codes = {
        person.name.split()[0]: signed_in(person).post(subject.replies_url, {"body": "Ja"}).status_code
        for person in (world.alice, world.bob, world.olga, world.charlie)
    }
    assert codes == {"Alice": 302, "Bob": 302, "Olga": 403, "Charlie": 404}


def test_a_hidden_groups_thread_does_not_exist(world: World, signed_in: SignedIn) -> None:
    subject = foreign_thread(world)
    assert signed_in(world.alice).post(subject.replies_url, {"body": "Ja"}).status_code == 404
    assert signed_in(world.alice).get(subject.get_absolute_url()).status_code == 404


def test_outsiders_read_a_public_group_and_do_not_write(world: World, signed_in: SignedIn) -> None:
    subject = thread(world)
    change_group(world.group, by=world.alice, visibility=Visibility.PUBLIC)
    assert Client().get(subject.get_absolute_url()).status_code == 200
    assert signed_in(world.charlie).post(subject.replies_url, {"body": "Ja"}).status_code == 403


def test_answering_advances_the_author_only_past_what_was_on_the_screen(world: World) -> None:
    subject = thread(world)
    reply(subject, world.bob)
    reply(subject, world.bob)

    def read(user: User) -> int:
        return ThreadVisit.objects.get(thread=subject, user=user).number

    assert (read(world.alice), read(world.bob)) == (1, 0)  # Bob has not seen Alice's first post
    reply(subject, world.alice, seen=3)
    assert read(world.alice) == 4
    reply(subject, world.bob, seen=2)
    assert read(world.bob) == 2

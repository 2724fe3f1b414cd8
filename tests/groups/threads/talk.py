"""Threads and posts for the tests of this folder."""

from typing import Any

from django.test import Client

from groups.threads import actions
from groups.threads.models import Post, Thread
from kes.accounts.models import User
from tests.people import World

JSON = {"Accept": "application/json"}


def thread(world: World, *, by: User | None = None, body: str = "Zaczynamy.") -> Thread:
    return actions.open_thread(world.group, by=by or world.alice, title="Definicje", body=body)


def reply(thread: Thread, by: User, body: str = "Zgoda.", **more: Any) -> Post:
    return actions.post_reply(thread, by=by, body=body, **more)


def long_thread(world: World, posts: int) -> Thread:
    """A thread with this many posts by Bob, quickly."""
    subject = thread(world, by=world.bob)
    Post.objects.bulk_create(
        Post(thread=subject, number=n, author=world.bob, body=f"Wpis {n}", html=f"<p>Wpis {n}</p>")
        for n in range(2, posts + 1)
    )
    Thread.objects.filter(pk=subject.pk).update(last_number=posts)
    subject.refresh_from_db()
    return subject


def foreign_thread(world: World) -> Thread:
    """A thread of the hidden group."""
    return actions.open_thread(world.hidden, by=world.stranger, title="Tajne", body="Nikt nie widzi.")


def post_json(client: Client, url: str, **data: Any) -> Any:
    return client.post(url, data, headers=JSON)

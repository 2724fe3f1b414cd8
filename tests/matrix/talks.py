"""What a group of the matrix says: open and closed threads; posts that were edited, deleted, left behind."""

from collections.abc import Callable
from dataclasses import dataclass

from groups.directory.models import Group
from groups.threads.actions import close_thread, delete_post, edit_post, open_thread, post_reply
from groups.threads.models import Post, Thread
from kes.accounts.models import User


@dataclass
class Talks:
    thread: Thread
    closed: Thread
    posts: dict[str, Post]  # by what is special about each


def hold_talks(group: Group, mark: Callable[[str], str], *, lead: User, writer: User, former: User) -> Talks:
    secret = mark("view_thread")
    thread = open_thread(group, by=lead, title=f"Wątek {secret}", body=f"Otwarty. {secret}")
    closed = open_thread(group, by=lead, title=f"Zamknięty {secret}", body=secret)
    posts = {
        "of the facilitator": thread.posts.get(number=1),
        "of the member": post_reply(thread, by=writer, body=f"Zgoda. {secret}"),
        "of the former member": post_reply(thread, by=former, body=f"Dawne. {secret}"),
        "of the member in the closed thread": post_reply(closed, by=writer, body=f"Koniec. {secret}"),
    }
    edited = post_reply(thread, by=writer, body=f"Pierwsza wersja {secret}")
    posts["edited"] = edit_post(edited, by=writer, body=f"Druga wersja {secret}", revision=1)
    deleted = post_reply(thread, by=writer, body=f"Usunięte {mark('nothing')}", reply_to=edited)
    posts["deleted"] = delete_post(deleted, by=writer)
    close_thread(closed, by=lead)
    return Talks(thread, closed, posts)

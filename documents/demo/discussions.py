"""The discussions: each post is written by its author at its time."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from documents.demo.cast import Cast
from documents.demo.files import discussions
from documents.demo.timeline import Step, back_date
from groups.threads.actions import open_thread, post_reply
from groups.threads.models import Post, Thread
from groups.threads.reading import advance


def steps(cast: Cast) -> Iterator[Step]:
    for thread in discussions():
        written: list[Post] = []
        for row in thread["post"]:
            yield Step(cast.clock.moment(row["at"]), partial(_write, cast, thread, row, written))


def read_until(cast: Cast, person: str, moment: datetime) -> None:
    """The person has read what was written before `moment`; the rest waits on the desk."""
    user = cast.people[person]
    threads = Thread.objects.filter(group__memberships__in=user.memberships.current())
    for thread in threads:
        advance(thread, user, thread.posts.filter(created__lt=moment).count())


def _write(
    cast: Cast, thread: dict[str, Any], row: dict[str, Any], written: list[Post], moment: datetime
) -> None:
    author, body = cast.people[row["author"]], row["body"].strip()
    if written:
        answered = written[row["reply_to"] - 1]
        seen = len(written)  # who answers has read what was there
        post = post_reply(written[0].thread, by=author, body=body, reply_to=answered, seen=seen)
    else:
        opened = open_thread(cast.groups[thread["group"]], by=author, title=thread["title"], body=body)
        back_date(opened, moment, "created")
        post = opened.posts.get()
    written.append(post)
    back_date(post, moment, "created")
    back_date(post.thread, moment, "last_at")

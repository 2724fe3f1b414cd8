"""Reads a debate from JSON Lines and makes a thread of it: all of it or nothing.

The format is that of the Constitutional Committee's bulletins: one speech a line, with `text` and `speaker`
and, when known, `person`, `role` and `affiliation`. The order is that of the lines.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.directory.models import Group
from groups.threads.models import Post, Thread
from groups.threads.text import labels, to_html
from kes.accounts.models import User
from kes.live.events import record
from kes.markup import TooComplex, render_all

LARGEST = 50 * 1024 * 1024  # bytes


class Unreadable(ValueError):
    """The file is no debate; the message says where and why, in the user's language."""


@dataclass(frozen=True)
class Speech:
    name: str
    represents: str
    text: str


def read_speeches(path: Path) -> list[Speech]:
    """All speeches of the file; raises Unreadable at the first line that is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(_("The file is larger than 50 MB."))
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(_("The file cannot be read: %(reason)s") % {"reason": error.strerror}) from error
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    speeches = [_speech(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not speeches:
        raise Unreadable(_("The file is empty."))
    return speeches


def import_speeches(group: Group, speeches: list[Speech], *, title: str, by: User | None) -> Thread:
    """A new thread with one post a speech, written by the named speakers."""
    htmls = _render([speech.text for speech in speeches])
    now = timezone.now()
    with transaction.atomic():
        thread = Thread.objects.create(group=group, title=title, author=by, created=now, last_at=now)
        Post.objects.bulk_create(
            (
                Post(
                    thread=thread,
                    number=number,
                    author_name=speech.name,
                    represents=speech.represents,
                    body=speech.text,
                    html=html,
                    created=now,
                )
                for number, (speech, html) in enumerate(zip(speeches, htmls, strict=True), start=1)
            ),
            batch_size=200,
        )
        Thread.objects.filter(pk=thread.pk).update(last_number=len(speeches))
        topics = [thread.topic, f"threads.{group.pk}"]
        data = {"thread": thread.pk, "posts": len(speeches)}
        record("thread.opened", by=by, topics=topics, about=thread, group=group.pk, data=data)
    thread.last_number = len(speeches)
    return thread


def _speech(number: int, line: bytes) -> Speech:
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Unreadable(_("Line %(number)s is not UTF-8 text.") % {"number": number}) from error
    except ValueError as error:
        raise Unreadable(_("Line %(number)s is not JSON.") % {"number": number}) from error
    if not isinstance(fields, dict) or not _has_text(fields):
        raise Unreadable(_("Line %(number)s has no “speaker” or no “text”.") % {"number": number})
    if len(fields["text"]) > settings.POST_LENGTH:
        raise Unreadable(_("Line %(number)s: the text is too long.") % {"number": number})
    return Speech(name=_name(fields)[:200], represents=_represents(fields)[:250], text=fields["text"].strip())


def _has_text(fields: dict[str, object]) -> bool:
    text = fields.get("text")
    return isinstance(text, str) and bool(text.strip()) and "\x00" not in text and bool(_name(fields))


def _name(fields: dict[str, object]) -> str:
    return str(fields.get("person") or fields.get("speaker") or "").strip()


def _represents(fields: dict[str, object]) -> str:
    return ", ".join(str(fields[name]) for name in ("role", "affiliation") if fields.get(name))


def _render(texts: list[str]) -> list[str]:
    try:
        return [done.html for done in render_all(texts, profile="post", labels=labels())]
    except TooComplex:
        return [to_html(text) for text in texts]

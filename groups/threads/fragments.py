"""A post as HTML: rendered once for each revision and language, kept by the process, neutral to the viewer.

Templates cost 0.1 ms and more a post, joining ready strings a hundredth of it. The key holds everything that
the HTML shows and that may change, so nothing is ever invalidated. Whose post it is, and what a viewer may
do, is left to data attributes and style sheets; `mine` marks the viewer's own for browsers without scripts.
"""

from collections.abc import Iterable
from threading import Lock
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from groups.threads.models import Post, Thread
from groups.threads.reading import Window
from kes.access import Visitor
from kes.live.models import Event

KEPT = 12_000_000  # characters of HTML that a process keeps, about 24 MB
OPENING = '<article class="post" data-author="%s"'  # typed text cannot contain it: it has no live "<"

Key = tuple[object, ...]


class Shelf:
    """Strings by key; the oldest go when there are too many characters. Threads of the server share it."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._held = 0
        self._strings: dict[Key, str] = {}
        self._lock = Lock()

    def get(self, key: Key) -> str | None:
        return self._strings.get(key)

    def put(self, key: Key, text: str) -> None:
        with self._lock:
            self._held += len(text) - len(self._strings.pop(key, ""))
            self._strings[key] = text
            while self._held > self.size:
                self._held -= len(self._strings.pop(next(iter(self._strings))))


shelf = Shelf(KEPT)


def window_html(thread: Thread, window: Window) -> list[str]:
    """The posts of the window in order."""
    return fragments(Post.objects.filter(thread=thread, number__range=(window.first, window.last)))


def fragments(posts: QuerySet[Post]) -> list[str]:
    """HTML of each post, by number. One query when all are kept, two when some are not."""
    # the time as text: making a datetime of it costs more than all the rest of the row
    columns = ("pk", "revision", Cast("created", CharField()), "author__name", "reply_to__author__name")
    language = get_language()
    keys: list[Key] = [(*row, language) for row in posts.order_by("number").values_list(*columns)]
    found = {key: shelf.get(key) for key in keys}
    missing = {key[0]: key for key, text in found.items() if text is None}
    if missing:
        for post in _complete(missing):
            key = missing[post.pk]
            found[key] = _render(post)
            shelf.put(key, found[key] or "")
    return [found[key] or "" for key in keys]


def shelve(pk: int) -> None:
    """Have a post ready for those who will ask in a moment."""
    fragments(Post.objects.filter(pk=pk))


def mine(posts: Iterable[str], visitor: Visitor) -> SafeString:
    """The posts as one text, the visitor's own marked; scripts do the same to posts that arrive live."""
    html = "\n".join(posts)
    if visitor.is_authenticated:
        opening = OPENING % visitor.pk
        html = html.replace(opening, f'{opening} data-mine=""')
    return mark_safe(html)  # noqa: S308  made by our template


def live(event: Event) -> dict[str, Any]:
    """What listeners get with post.added, post.edited and post.deleted: the post as it is now."""
    return {"html": "".join(fragments(Post.objects.filter(pk=event.data["post"])))}


def _render(post: Post) -> str:
    """The template's line breaks and indents go, those of the text stay."""
    html = render_to_string("groups/threads/_post.html", {"post": post})
    before, text, after = html.partition(post.html) if post.html else (html, "", "")
    return " ".join(before.split()) + text + " ".join(after.split())


def _complete(pks: Any) -> QuerySet[Post]:
    people = ("author", "reply_to__author", "edited_by", "deleted_by")
    return Post.objects.filter(pk__in=list(pks)).select_related(*people)

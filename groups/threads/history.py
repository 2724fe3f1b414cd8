"""What a post said before: its versions, each with the words that were taken out and put in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise

from groups.threads.models import Post

COMPARED = 30  # newest versions whose changes are shown; the others show their text
_WORDS = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """A run of text: `kind` is equal, delete or insert."""

    kind: str
    text: str


@dataclass(frozen=True)
class Version:
    number: int
    by: str
    at: datetime
    body: str
    changes: list[Piece]


def versions(post: Post) -> list[Version]:
    """Newest first; nothing for a deleted post, whose texts are gone."""
    old = list(post.revisions.select_related("replaced_by").order_by("revision"))
    texts = ["", *(revision.body for revision in old), post.body]
    writers = [post.writer, *(str(revision.replaced_by or "") for revision in old)]
    times = [post.created, *(revision.replaced for revision in old)]
    if post.deleted:
        return []
    rows = zip(writers, times, pairwise(texts), strict=True)
    newest = len(texts) - 1
    return [
        Version(number, by, at, after, compare(before, after) if 1 < number > newest - COMPARED else [])
        for number, (by, at, (before, after)) in enumerate(rows, start=1)
    ][::-1]


def compare(before: str, after: str) -> list[Piece]:
    """The runs that lead from one text to the other; those that are no insertions give `before`."""
    return list(_pieces(_WORDS.findall(before), _WORDS.findall(after)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    # its own rule for frequent words (autojunk) keeps a hostile text from taking minutes
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new).get_opcodes():
        if kind == "equal":
            yield Piece("equal", "".join(old[a:b]))
            continue
        if a < b:
            yield Piece("delete", "".join(old[a:b]))
        if c < d:
            yield Piece("insert", "".join(new[c:d]))

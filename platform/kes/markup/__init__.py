"""Markdown from people to safe HTML, in one place.

Everything a person wrote becomes HTML here and nowhere else. Raw HTML is shown as text, never live; the
result still passes an allow-list (`sanitize.py`) before ids are added. The work is done by a warm child
process (`worker.py`), because Markdown is quadratic on hostile input: 20,000 times "[" takes half a minute.
"""

import hashlib
import html
import re
from collections.abc import Sequence

from kes.markup.result import Anchors, Block, Heading, Labels, Options, Profile, Rendered
from kes.markup.worker import TooComplex, Worker

__all__ = [
    "Anchors", "Block", "Heading", "Labels", "Profile", "Rendered", "TooComplex",
    "plain_html", "render", "render_all",
]  # fmt: skip

BASE: dict[Profile, int] = {"post": 4, "document": 2}
LABELS = Labels()
ANCHORS = Anchors()
BATCH_TEXTS = 64
BATCH_LENGTH = 50_000

_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_worker = Worker()


def render(
    text: str,
    *,
    profile: Profile,
    prefix: str = "",
    base: int | None = None,
    labels: Labels = LABELS,
    anchors: Anchors = ANCHORS,
) -> Rendered:
    """Safe HTML of one text.

    `prefix` begins every id ("c2" gives c2-h3, c2-p14); a document needs one, a post has only footnotes.
    `base` is the level of the outermost heading: 4 in posts, 2 in documents; deeper ones follow without gaps.
    Raises TooComplex when the text cannot be rendered in time; `plain_html` is the way out.
    """
    return _worker.render([text], [_options(text, profile, prefix, base, labels, anchors)])[0]


def render_all(
    texts: Sequence[str],
    *,
    profile: Profile,
    prefix: str = "n",
    labels: Labels = LABELS,
    anchors: Anchors = ANCHORS,
) -> list[Rendered]:
    """Many texts with few round trips; the ids of the n-th begin with prefix + n."""
    done: list[Rendered] = []
    for batch in _batches(texts):
        first = len(done)
        options = [
            _options(text, profile, f"{prefix}{first + n}", None, labels, anchors)
            for n, text in enumerate(batch)
        ]
        done += _worker.render(batch, options)
    return done


def plain_html(text: str) -> str:
    """The text as it is, escaped, in paragraphs: the fallback when Markdown gives up."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "\n".join(f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs if part)


def _options(
    text: str, profile: Profile, prefix: str, base: int | None, labels: Labels, anchors: Anchors
) -> Options:
    if profile == "document" and not prefix:
        raise ValueError("a document needs a prefix for its ids")
    if prefix and not _PREFIX.fullmatch(prefix):
        raise ValueError(f"not a prefix for ids: {prefix!r}")
    return Options(profile, prefix or _own_prefix(text), base or BASE[profile], labels, anchors)


def _own_prefix(text: str) -> str:
    """Footnotes of two posts on one page must not share ids."""
    return "n" + hashlib.blake2s(text.encode("utf-8", "replace"), digest_size=4).hexdigest()


def _batches(texts: Sequence[str]) -> list[list[str]]:
    batches: list[list[str]] = []
    length = 0
    for text in texts:
        if not batches or len(batches[-1]) == BATCH_TEXTS or length + len(text) > BATCH_LENGTH:
            batches.append([])
            length = 0
        batches[-1].append(text)
        length += len(text)
    return batches

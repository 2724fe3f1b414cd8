"""Markdown of a part to HTML with stable addresses, the same for drafts, versions and consultations."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, override

from kes.markup import Anchors, Labels, plain_html, render

BASE = 3  # a part's title is the heading of level 2
BLOCK = ("id", "kind", "text", "path", "parent")


@dataclass(frozen=True)
class Text:
    """`toc`: [level, id, title] each; `blocks`: [id, kind, text, path, id around] each, in order."""

    html: str
    toc: list[list[Any]] = field(default_factory=list)
    blocks: list[list[Any]] = field(default_factory=list)


def rendered(text: str, anchor: str, *, plain: str = "") -> Text:
    """Raises TooComplex; with `plain`, that text is shown as it is instead."""
    if plain:
        return Text(plain_html(plain))
    with override(settings.LANGUAGE_CODE):
        labels = Labels(gettext("Footnotes"), gettext("Back to the text"), gettext("Table"))
        anchors = Anchors(gettext("Link to this passage"), every_block=True)
    done = render(text, profile="document", prefix=anchor, base=BASE, labels=labels, anchors=anchors)
    toc = [[heading.level, heading.id, heading.title] for heading in done.toc]
    blocks = [[block[name] for name in BLOCK] for block in map(asdict, done.blocks)]
    return Text(done.html, toc, blocks)

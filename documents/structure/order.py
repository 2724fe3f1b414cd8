"""The places of chapters: 1, 2, 3 …; the addresses of passages begin with them."""

import re
from collections.abc import Sequence

from documents.drafts.models import Part

_TAG = re.compile(r"<[a-z][^>]*>")


def renumber(parts: Sequence[Part]) -> None:
    """Give the chapters these places; what is shown of them follows."""
    for place, part in enumerate(parts, start=1):
        if part.position != place:
            old, part.position = part.anchor, place
            part.html = _readdressed(part.html, old, part.anchor)
            part.toc = [[level, _begun(name, old, part.anchor), title] for level, name, title in part.toc]
            Part.every.filter(pk=part.pk).update(position=place, html=part.html, toc=part.toc)


def _readdressed(html: str, old: str, new: str) -> str:
    """Addresses stand in attributes: `id="c2-p1"`, `href="#c2-p1"`, and lists of ids."""
    address = re.compile(rf'(?<=["# ]){re.escape(old)}-')
    return _TAG.sub(lambda tag: address.sub(f"{new}-", tag[0]), html)


def _begun(name: str, old: str, new: str) -> str:
    return new + name.removeprefix(old) if name.startswith(f"{old}-") else name

"""The pictures of a text, read from where they are kept."""

import re
from collections.abc import Iterable

from documents.drafts.models import Document
from documents.images.models import KEY
from kes.publishing import Picture

_SOURCE = re.compile(rf'<img\b[^>]* src="/files/({KEY})"')


def pictures_in(document: Document, texts: Iterable[str]) -> dict[str, Picture]:
    """By their address in the text; one of another document is not embedded, a lost file is left out."""
    named = {name for text in texts for name in _SOURCE.findall(text)}
    found: dict[str, Picture] = {}
    for image in document.images.filter(pk__in=named) if named else ():
        try:
            with image.file.open("rb") as file:
                content = file.read()
        except OSError:
            continue
        found[image.get_absolute_url()] = Picture(content, image.kind, image.width, image.height)
    return found

"""The pictures of a text, read from where they are kept."""

import re
from collections.abc import Iterable

from documents.drafts.models import Document
from kes.publishing import Picture

_SOURCE = re.compile(r'<img\b[^>]* src="(/files/([0-9a-f-]{36}))"')


def pictures_in(document: Document, texts: Iterable[str]) -> dict[str, Picture]:
    """By their address in the text; one of another document is not embedded."""
    return {}

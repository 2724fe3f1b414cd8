"""The text that a link shows, with pictures under the link's own address."""

import re
from collections.abc import Sequence

from django.urls import reverse

from documents.drafts.models import Part
from documents.images.models import KEY, Image
from documents.reading.texts import read_draft
from documents.sharing.models import ShareLink
from documents.versions.listing import readable
from documents.versions.models import VersionPart

_PICTURE = re.compile(rf'(<img\b[^>]* src=")/files/({KEY})(")')


def parts_of(link: ShareLink) -> Sequence[Part | VersionPart]:
    """Numbered parts; nothing of it is saved."""
    return readable(link.version) if link.version else read_draft(link.document)[0]


def with_pictures(parts: Sequence[Part | VersionPart], token: str) -> Sequence[Part | VersionPart]:
    def address(found: re.Match[str]) -> str:
        return f"{found[1]}{reverse('documents:shared_image', args=[token, found[2]])}{found[3]}"

    for part in parts:
        part.html = _PICTURE.sub(address, part.html)
    return parts


def shows(link: ShareLink, image: Image) -> bool:
    """Numbers and references change no picture: the whole text is not put together for each of them."""
    wanted = image.get_absolute_url()
    parts = readable(link.version) if link.version else link.document.parts.filter(html__contains=wanted)
    return any(str(image.pk) == found[2] for part in parts for found in _PICTURE.finditer(part.html))

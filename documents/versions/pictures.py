"""Which pictures a version shows."""

import re
from collections.abc import Iterable

from documents.images.models import Image
from documents.versions.models import Version, VersionPicture

_ADDRESS = re.compile(r"/files/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


def keep_pictures(version: Version, texts: Iterable[str]) -> None:
    """Also those of other documents: whether they are shown there is for the door to say."""
    named = {key for text in texts for key in _ADDRESS.findall(text)}
    found = Image.objects.filter(pk__in=named).order_by("pk") if named else ()
    VersionPicture.objects.bulk_create(VersionPicture(version=version, image=image) for image in found)

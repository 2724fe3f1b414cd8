"""Which pictures a version shows."""

from collections.abc import Iterable

from documents.images.models import Image, named_in
from documents.versions.models import Version, VersionPicture


def keep_pictures(version: Version, texts: Iterable[str]) -> None:
    """Also those of other documents: whether they are shown there is for the door to say."""
    named = {key for text in texts for key in named_in(text)}
    found = Image.objects.filter(pk__in=named).order_by("pk") if named else ()
    VersionPicture.objects.bulk_create(VersionPicture(version=version, image=image) for image in found)

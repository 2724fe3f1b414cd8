"""Pictures of a chapter that moves: a document shows its own, so the other one gets copies."""

from django.core.exceptions import ValidationError

from documents.drafts.models import Document
from documents.images.actions import store_image
from documents.images.models import named_in
from documents.images.pictures import Unusable
from kes.accounts.models import User


def copied(text: str, source: Document, target: Document, *, by: User) -> dict[str, str]:
    """The address of each picture in the text, and that of its copy. Raises ValidationError."""
    addresses = {}
    for image in source.images.filter(pk__in=named_in(text)):
        with image.file.open() as file:
            content = file.read()
        try:
            copy = store_image(target, by=by, content=content, name=image.name)
        except Unusable as error:
            raise ValidationError(str(error)) from error
        addresses[image.get_absolute_url()] = copy.get_absolute_url()
    return addresses


def readdressed(text: str, addresses: dict[str, str]) -> str:
    for old, new in addresses.items():
        text = text.replace(old, new)
    return text

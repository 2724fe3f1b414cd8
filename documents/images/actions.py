"""Taking in pictures."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from documents.drafts.locks import hold_document
from documents.drafts.models import Document
from documents.images.models import Image
from documents.images.pictures import SUFFIXES, Picture, Unusable, read_picture
from kes.accounts.models import User
from kes.live.events import record

MOST = 1000  # pictures of one document


def store_image(document: Document, *, by: User, content: bytes, name: str) -> Image:
    """The picture among those of the document; one that it has already is not kept twice. Raises Unusable."""
    picture = read_picture(content)
    sha256 = hashlib.sha256(picture.content).hexdigest()
    with transaction.atomic():
        hold_document(document)  # the same picture may come twice at once
        kept = document.images.filter(sha256=sha256).first()
        return kept or _keep(document, by, picture, sha256, name)


def _keep(document: Document, by: User, picture: Picture, sha256: str, name: str) -> Image:
    if document.images.count() >= MOST:
        raise Unusable(_("The document has %(most)s pictures already.") % {"most": MOST})
    image = Image(document=document, author=by, name=name[-200:], kind=picture.kind, sha256=sha256)
    image.width, image.height = picture.width, picture.height
    image.file.save(f"picture{SUFFIXES[picture.kind]}", ContentFile(picture.content), save=False)
    image.save(force_insert=True)
    data = {"document": document.pk, "image": str(image.pk), "name": image.name}
    record("image.added", by=by, topics=[document.topic], about=document, group=document.group_id, data=data)
    return image


def markdown_of(image: Image, description: str) -> str:
    """What goes into the text; signs that would end the description early are escaped."""
    words = " ".join(description.split())
    for sign in "\\[]":
        words = words.replace(sign, f"\\{sign}")
    return f"![{words}]({image.get_absolute_url()})"

"""Pictures of a staged file go where the document keeps its own."""

import re

from documents.drafts.models import Document
from documents.images.actions import store_image
from documents.images.models import KEY
from documents.images.pictures import Unusable
from documents.imports.models import StagedImport
from kes.accounts.models import User

_PICTURE = re.compile(rf"!\[([^\]]*)\]\(/files/({KEY})\)")


def placed(document: Document, staged: StagedImport, texts: list[str], *, by: User) -> tuple[list[str], int]:
    """The texts with the addresses of stored pictures, and how many could not be stored.

    Only pictures of the chosen parts are stored; one that cannot be is its description.
    """
    keys = {found[2] for text in texts for found in _PICTURE.finditer(text)}
    addresses: dict[str, str] = {}
    refused = 0
    for picture in staged.pictures.filter(key__in=keys):
        try:
            name = picture.name or f"{staged.name} {picture.alt}".strip()
            image = store_image(document, by=by, content=bytes(picture.content), name=name)
            addresses[str(picture.key)] = image.get_absolute_url()
        except Unusable:
            refused += 1
    return [_PICTURE.sub(lambda found: _shown(found, addresses), text) for text in texts], refused


def _shown(found: re.Match[str], addresses: dict[str, str]) -> str:
    address = addresses.get(found[2])
    return f"![{found[1]}]({address})" if address else found[1]

"""Pictures of the demonstration's chapters: in the files by their names, in the texts by their addresses."""

import re

from documents.demo.files import HERE
from documents.drafts.models import Document
from documents.images.actions import store_image
from kes.accounts.models import User

_NAME = re.compile(r"(!\[[^\]]*\]\()([a-z0-9-]+\.png)(?=\))")


def with_pictures(document: Document, folder: str, text: str, *, by: User) -> str:
    def kept(found: re.Match[str]) -> str:
        content = (HERE / folder / found[2]).read_bytes()
        image = store_image(document, by=by, content=content, name=found[2])
        return found[1] + image.get_absolute_url()

    return _NAME.sub(kept, text)

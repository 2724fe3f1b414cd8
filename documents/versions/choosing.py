"""Which two texts are compared, and what may be chosen: always through the door."""

from datetime import timedelta

from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.access import version_for
from documents.authorship.credits import last_visit
from documents.drafts.models import Document
from documents.reading.references import References
from documents.versions.models import Version
from documents.versions.sides import Side, draft_side, past_side, version_side
from kes.accounts.models import User

NOW, VISIT = "now", "visit"
AGO = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}
MOST_AUTOMATIC = 40  # offered for choice

Option = tuple[str, str]


def side(document: Document, name: str, references: References, *, by: User) -> Side:
    """`name` is "now", a version's key, "visit", "day", "week" or "month"; Http404 for anything else."""
    if name == NOW:
        return draft_side(document, references)
    if name == VISIT:
        moment = last_visit(document, by=by) or document.created
        return past_side(document, moment, references, name, _("Your last visit"))
    if name in AGO:
        return past_side(document, timezone.now() - AGO[name], references, name)
    version = version_for(by, name)
    if version.document_id != document.pk:
        raise Http404
    return version_side(version, references)


def options(document: Document, *, by: User) -> list[tuple[str, list[Option]]]:
    """In groups, for a <select>."""
    now = (NOW, _("The draft now"))
    ago = [("day", _("a day ago")), ("week", _("a week ago")), ("month", _("a month ago"))]
    if last_visit(document, by=by):
        ago.insert(0, (VISIT, _("at your last visit")))
    versions = document.versions.defer("note")
    named = [(str(one.pk), one.label) for one in versions.exclude(kind=Version.Kind.AUTOMATIC)]
    kept = [(str(one.pk), _dated(one)) for one in versions.filter(kind=Version.Kind.AUTOMATIC)]
    groups = [
        (_("Draft"), [now, *ago]),
        (_("Named versions"), named),
        (_("Automatic versions"), kept[:MOST_AUTOMATIC]),
    ]
    return [group for group in groups if group[1]]


def default_old(document: Document) -> str:
    """What the draft is compared with when nobody chose: the last named version, else a week ago."""
    last = document.versions.exclude(kind=Version.Kind.AUTOMATIC).first()
    return str(last.pk) if last else "week"


def _dated(version: Version) -> str:
    return date_format(timezone.localtime(version.created), "DATETIME_FORMAT")

"""What of the documents waits on a person's desk, and what the landing page and a group's home show."""

from datetime import timedelta

from django.db.models import Count, DateTimeField, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.consultations.models import Consultation
from documents.drafts.models import Document, DocumentVisit, Part
from documents.drafts.rights import owned_in_person
from documents.reports.models import Report
from groups.access import groups_with, my_groups
from kes.accounts.models import User
from kes.desk import Item, Section

SHOWN = 10
SOON = timedelta(days=14)
ON_THE_LANDING = 6


def changed_drafts(user: User) -> Section:
    """Documents of the person's groups that others changed after the person's last look at them."""
    visits = DocumentVisit.objects.filter(document=OuterRef("pk"), user=user)
    seen = Subquery(visits.values("at")[:1], output_field=DateTimeField())
    readable = my_groups(user) & groups_with(user, "groups.view_draft")
    shared = Part.objects.filter(owned_in_person(user) | Q(owner_group__in=readable)).values("document")
    changed = (
        Document.objects.filter(Q(group__in=readable) | Q(pk__in=shared))
        .exclude(changed_by=user)
        .alias(seen=seen)
        .filter(Q(seen__isnull=True) | Q(seen__lt=F("changed")))
        .select_related("group", "changed_by")
        .order_by("-changed")
    )
    return Section(
        key="drafts",
        title=_("Changed drafts"),
        empty=_("You have seen every change."),
        items=[
            Item(
                found.get_absolute_url(),
                found.title,
                found.group.name,
                str(found.changed_by or ""),
                found.changed,
            )
            for found in changed[:SHOWN]
        ],
        total=changed.count(),
    )


def remarks_to_answer(user: User) -> Section:
    """Consultations with remarks that wait for an answer which the person may give."""
    mine = my_groups(user) & groups_with(user, "groups.answer_remark")
    waiting = Count("remarks", filter=Q(remarks__position=""))
    found = Consultation.objects.filter(group__in=mine).annotate(waiting=waiting).filter(waiting__gt=0)
    return Section(
        key="remarks",
        title=_("Remarks to answer"),
        empty=_("Every remark has its answer."),
        items=[_remarks_item(one) for one in found.select_related("group").order_by("closes")[:SHOWN]],
        total=found.count(),
    )


def remark_topics(user: User) -> list[str]:
    """Where remarks arrive and are answered, so that an open desk counts them again."""
    mine = my_groups(user) & groups_with(user, "groups.answer_remark")
    newest = Consultation.objects.filter(group__in=mine).order_by("-closes")[:SHOWN]
    return [consultation.office_topic for consultation in newest]


def closing_soon(user: User) -> Section:
    """Consultations of the person's groups that end within two weeks, the nearest first."""
    now = timezone.now()
    readable = my_groups(user) & groups_with(user, "groups.view_version")
    found = Consultation.objects.filter(group__in=readable, opens__lte=now, closes__range=(now, now + SOON))
    return Section(
        key="consultations",
        title=_("Consultations that close soon"),
        empty=_("No consultation closes in the next two weeks."),
        items=[
            Item(one.get_absolute_url(), one.title, one.group.name, at=one.closes)
            for one in found.select_related("group").order_by("closes")[:SHOWN]
        ],
        total=found.count(),
    )


def running_consultations() -> QuerySet[Consultation]:
    """For visitors without an account."""
    now = timezone.now()
    public = Consultation.objects.filter(kind=Consultation.Kind.PUBLIC, opens__lte=now, closes__gte=now)
    return public.select_related("group", "report").order_by("closes")[:ON_THE_LANDING]


def published_reports() -> QuerySet[Report]:
    public = Report.objects.filter(published__isnull=False, consultation__kind=Consultation.Kind.PUBLIC)
    return public.select_related("consultation__group").order_by("-published")[:ON_THE_LANDING]


def draft_topics(user: User) -> list[str]:
    """The documents of the person's own groups."""
    readable = my_groups(user) & groups_with(user, "groups.view_draft")
    return [f"documents.{pk}" for pk in readable.values_list("pk", flat=True)]


def _remarks_item(consultation: Consultation) -> Item:
    desk = reverse("documents:desk", args=[consultation.slug])
    return Item(
        url=f"{desk}?state=waiting",
        title=consultation.title,
        group=consultation.group.name,
        at=consultation.closes,
        count=consultation.waiting,  # type: ignore[attr-defined]
    )

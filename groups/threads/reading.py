"""How far a person has read a thread, and which posts a page shows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone
from django_stubs_ext import WithAnnotations

from groups.threads.models import Thread, ThreadVisit
from kes.access import Visitor
from kes.accounts.models import User
from kes.live.models import Topic

PAGE = 50  # posts of a page
MOST = 500  # posts sent at once to a page that is open already
CONTEXT = 5  # posts already read that are shown before the first new one


class Unread(TypedDict):
    unread: int


if TYPE_CHECKING:
    WithUnread = WithAnnotations[Thread, Unread]
else:
    WithUnread = Thread


@dataclass(frozen=True)
class Window:
    """The posts `first` to `last` of `total`, all numbers included; first > last in an empty thread."""

    first: int
    last: int
    total: int

    @property
    def earlier(self) -> int:
        return self.first - 1

    @property
    def later(self) -> int:
        return self.total - self.last


@dataclass(frozen=True)
class Place:
    """Where a reader is: every post up to `read` was read; `seq` is the head of the thread's live topic."""

    read: int
    seq: int


def window(
    total: int, *, read: int = 0, at: int = 0, before: int = 0, after: int = 0, size: int = PAGE
) -> Window:
    """The page that ends before, or begins after a post, or lies around one; else around the first unread.

    Numbers have no gaps, so no query is needed; numbers outside the thread give its nearest page.
    """
    if before:
        last = max(1, min(before - 1, total))
        return Window(max(1, last - size + 1), last, total)
    start = after + 1 if after else max(1, (at or read + 1) - CONTEXT)
    last = min(total, start + size - 1)
    return Window(max(1, min(start, last - size + 1 if not after else last)), last, total)


def place(visitor: Visitor, thread: Thread) -> Place:
    """One query for both numbers: the thread page counts its queries."""
    visits = ThreadVisit.objects.filter(thread=OuterRef("pk"), user=visitor.pk).values("number")
    heads = Topic.objects.filter(name=Concat(Value("thread."), OuterRef("pk"))).values("head")
    numbers = Thread.objects.filter(pk=thread.pk).values_list(
        Coalesce(Subquery(visits), 0), Coalesce(Subquery(heads), 0)
    )
    return Place(*numbers.get())


def with_unread(threads: QuerySet[Thread], user: Visitor) -> QuerySet[WithUnread]:
    """Annotate `unread`: how many posts the user has not read."""
    visits = ThreadVisit.objects.filter(thread=OuterRef("pk"), user=user.pk).values("number")
    read = Coalesce(Subquery(visits), 0, output_field=IntegerField())
    return threads.annotate(unread=F("last_number") - read)


def advance(thread: Thread, user: User, number: int, *, own: int = 0) -> None:
    """Everything up to `number` was read; never goes back.

    `own` is the number of a post the user just wrote: it counts as read when nothing unread lies before it,
    so that answering in the middle of a long thread does not hide the rest.
    """
    visit, _created = ThreadVisit.objects.get_or_create(thread=thread, user=user)
    reached = max(visit.number, min(number, thread.last_number))
    if own and reached >= own - 1:
        reached = own
    visits = ThreadVisit.objects.filter(pk=visit.pk, number__lt=reached)
    visits.update(number=reached, at=timezone.now())

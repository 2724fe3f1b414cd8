"""Told times become moments, and steps are taken in their order, each dated as if it had happened then.

The content says "12d 09:42" (that many days ago, at that hour), "+23d 23:59:59" (ahead) and "2h 35m" (before
now), so the demonstration is always of today. Taking the steps in order keeps the log of events in order too.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Model
from django.utils import timezone

from kes.live.models import Event

DAY = re.compile(r"(\+?)(\d+)d(?: (\d\d:\d\d(?::\d\d)?))?")
SPAN = re.compile(r"(?:(\d+)h)? ?(?:(\d+)m)?")


@dataclass(frozen=True)
class Step:
    moment: datetime
    take: Callable[[datetime], None]


@dataclass(frozen=True)
class Clock:
    now: datetime

    def day(self, told: str) -> date:
        return timezone.localdate(self.moment(told))

    def moment(self, told: str) -> datetime:
        """Raises ValueError for what is not a told time."""
        if found := DAY.fullmatch(told):
            days = int(found[2]) if found[1] else -int(found[2])
            day = timezone.localdate(self.now) + timedelta(days=days)
            hour = time.fromisoformat(found[3] or "08:00")
            return datetime.combine(day, hour, tzinfo=timezone.get_default_timezone())
        if (span := SPAN.fullmatch(told)) and told.strip():
            return self.now - timedelta(hours=int(span[1] or 0), minutes=int(span[2] or 0))
        raise ValueError(f"not a time of the demonstration: {told!r}")


def play(steps: Iterable[Step]) -> None:
    for step in sorted(steps, key=lambda step: step.moment):
        with _dated(step.moment):
            step.take(step.moment)


def back_date(thing: Model, moment: datetime, *fields: str) -> None:
    """Actions write the present time; here it becomes the told one, also in the object at hand."""
    for name in fields:
        setattr(thing, name, moment)
    type(thing)._base_manager.filter(pk=thing.pk).update(**dict.fromkeys(fields, moment))


@contextmanager
def _dated(moment: datetime) -> Iterator[None]:
    newest = Event.objects.order_by("-pk").values_list("pk", flat=True)
    before = newest.first() or 0
    yield
    Event.objects.filter(pk__gt=before).update(at=moment)

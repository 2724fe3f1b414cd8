"""Terms of consultations: the first day is not counted, the last one ends with its last second in Warsaw.

Thirty-five days from the announcement for strategies and programmes, and a report within thirty days of the
deadline: development policy act of 6 December 2006, art. 6(4)-(6) and 19a.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

PRESETS = (35, 30, 21, 14, 7)  # days
STATUTORY = 35
STATUTORY_KINDS = {"public", "institutional"}
REPORT_WITHIN = 30
OPENS_WITHIN = timedelta(days=366)  # of today; a slip of the year is further
LONGEST = timedelta(days=731)


def end_of(day: date) -> datetime:
    """The last moment of the day: its last second is a whole one."""
    return datetime.combine(day, time.max, tzinfo=timezone.get_current_timezone())


def ending(announced: datetime, days: int) -> datetime:
    return end_of(timezone.localdate(announced) + timedelta(days))


def length(opens: datetime, closes: datetime) -> int:
    return (timezone.localdate(closes) - timezone.localdate(opens)).days


def is_short(kind: str, opens: datetime, closes: datetime) -> bool:
    """Shorter than the statutory minimum, where one exists; a reason to warn, not to refuse."""
    return kind in STATUTORY_KINDS and length(opens, closes) < STATUTORY


def report_due(closes: datetime) -> date:
    return timezone.localdate(closes) + timedelta(REPORT_WITHIN)

"""The clock of a consultation: days after the announcement, ending with the last second in Warsaw."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from documents.consultations import terms

WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.mark.parametrize(
    "announced, days, last",
    [
        (datetime(2026, 9, 15, 9, tzinfo=WARSAW), 35, date(2026, 10, 20)),
        (datetime(2026, 1, 27, 0, 0, 1, tzinfo=WARSAW), 35, date(2026, 3, 3)),
        (
            datetime(2026, 10, 20, 23, 59, tzinfo=WARSAW),
            7,
            date(2026, 10, 27),
        ),  # the clocks go back on the way
        (
            datetime(2026, 9, 15, 22, 30, tzinfo=ZoneInfo("UTC")),
            7,
            date(2026, 9, 23),
        ),  # 16 September in Warsaw
    ],
)
def test_the_first_day_is_not_counted(announced: datetime, days: int, last: date) -> None:
    end = terms.ending(announced, days).astimezone(WARSAW)
    assert (end.date(), end.hour, end.minute, end.second) == (last, 23, 59, 59)
    assert end + timedelta(microseconds=1) == datetime.combine(
        last + timedelta(days=1), time(), tzinfo=WARSAW
    ).astimezone(WARSAW)


def test_shorter_than_the_statutory_term_is_noticed_where_there_is_one() -> None:
    opens = datetime(2026, 9, 15, 9, tzinfo=WARSAW)
    assert terms.is_short("public", opens, terms.ending(opens, 34))
    assert not terms.is_short("public", opens, terms.ending(opens, 35))
    assert not terms.is_short("internal", opens, terms.ending(opens, 7))


def test_the_report_is_due_in_thirty_days() -> None:
    assert terms.report_due(datetime(2026, 10, 20, 23, 59, 59, tzinfo=WARSAW)) == date(2026, 11, 19)

"""Told times: days ago at an hour of Warsaw, spans before now, days ahead."""

from datetime import UTC, date, datetime

import pytest

from documents.demo.timeline import Clock

SUMMER = Clock(datetime(2026, 10, 27, 22, 30, tzinfo=UTC))  # half past eleven in the evening in Warsaw


@pytest.mark.parametrize(
    "told, moment",
    [
        ("1d 09:42", datetime(2026, 10, 26, 8, 42, tzinfo=UTC)),
        (
            "3d 09:42",
            datetime(2026, 10, 24, 7, 42, tzinfo=UTC),
        ),  # summer time: the clocks changed on the 25th
        ("+23d 23:59:59", datetime(2026, 11, 19, 22, 59, 59, tzinfo=UTC)),
        ("2h 35m", datetime(2026, 10, 27, 19, 55, tzinfo=UTC)),
        ("45m", datetime(2026, 10, 27, 21, 45, tzinfo=UTC)),
        ("4h", datetime(2026, 10, 27, 18, 30, tzinfo=UTC)),
    ],
)
def test_moment(told: str, moment: datetime) -> None:
    assert SUMMER.moment(told) == moment


def test_days_are_counted_in_warsaw() -> None:
    after_midnight = Clock(datetime(2026, 10, 27, 23, 30, tzinfo=UTC))
    assert after_midnight.day("1d") == date(2026, 10, 27)


@pytest.mark.parametrize("told", ["", "soon", "12d 9:42", "12 d", "-3d", " "])
def test_anything_else_is_refused(told: str) -> None:
    with pytest.raises(ValueError, match="not a time of the demonstration"):
        SUMMER.moment(told)

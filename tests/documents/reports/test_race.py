"""A late remark and the publishing of the report at the same moment: one of them wins, never both."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from documents.consultations.actions import NotTaken
from documents.reports.actions import Unready, publish_report, save_report
from documents.reports.models import Report
from tests.documents.consultations.making import close, consultation_of, remark_on, version_of
from tests.people import World

ROUNDS = 8


@pytest.mark.django_db(transaction=True)
def test_no_remark_slips_in_while_a_report_is_published(world: World) -> None:
    version = version_of(world.group, world.alice)
    for n in range(ROUNDS):
        consultation = consultation_of(version, world.alice, title=f"Plan {n}")
        close(consultation, accepts_late=True)
        save_report(consultation, by=world.alice, course="Przebieg.", prepared_by="")
        start = Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            sent = pool.submit(_attempt, start, partial(remark_on, consultation, n))
            published = pool.submit(_attempt, start, partial(publish_report, consultation, by=world.alice))
        assert sent.result() != published.result()
        report = Report.objects.get(consultation=consultation)
        assert (report.published is not None) == published.result()


def _attempt(start: Barrier, action: Callable[[], object]) -> bool:
    start.wait()
    try:
        action()
    except (NotTaken, Unready):
        return False
    finally:
        connection.close()
    return True

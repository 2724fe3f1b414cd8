"""Fills an empty database with the demonstration: one transaction, through the product's own actions."""

from itertools import chain

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from documents.demo import cast as company
from documents.demo import discussions, hearings, imported, papers
from documents.demo.cast import Cast
from documents.demo.files import facts
from documents.demo.timeline import Clock, play

ABSENT = "6d 08:00"  # since then the people who can sign in have read nothing that others wrote


@transaction.atomic
def load(*, password: str) -> None:
    """The texts are Polish, whatever language the command speaks."""
    cast = Cast(Clock(timezone.now()))
    with override("pl"):
        company.enter(cast, password=password)
        told = (company.meeting, discussions.steps, papers.steps, imported.steps, hearings.steps)
        play(chain.from_iterable(steps(cast) for steps in told))
        _leave_work_on_the_desks(cast)


def _leave_work_on_the_desks(cast: Cast) -> None:
    last_visit = cast.clock.moment(ABSENT)
    for row in facts("people.toml")["person"]:
        if "demo" in row:
            discussions.read_until(cast, row["key"], last_visit)
            papers.seen_at(cast, row["key"], last_visit)

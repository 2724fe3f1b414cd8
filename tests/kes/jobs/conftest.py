"""A kind of job for the tests: what it does is said by its arguments."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from kes.accounts.models import User
from kes.jobs import actions, kinds
from kes.jobs.kinds import Failed, File, Kind, Outcome, Task
from kes.jobs.models import Job
from tests.people import person


def work(task: Task) -> Outcome:
    task.progress(0.5, "w połowie")
    given = task.file.content if task.file else b""
    match task.arguments.get("how", "well"):
        case "failed":
            raise Failed("Nie da się.")
        case "invalid":
            raise ValidationError("Zły plik.")
        case "closed":
            raise Http404
        case "broken":
            raise ZeroDivisionError
        case "large":
            return Outcome(File("duży", "text/plain", b"x" * (actions.LARGEST + 1)))
    return Outcome(File("Wynik pracy.txt", "text/plain", b"wynik " + given), address="/groups/")


def door(person: User, arguments: dict[str, Any]) -> None:
    if arguments.get("how") == "closed later":
        raise Http404


@pytest.fixture(autouse=True)
def kind() -> Iterator[Kind]:
    made = Kind("tests.work", work, "Praca", door=door)
    kinds.register(made)
    yield made
    kinds._kinds.pop(made.name)


@pytest.fixture
def bob(db: None) -> User:
    return person("Bob Łuczak")


@pytest.fixture
def job(bob: User) -> Job:
    return actions.start("tests.work", by=bob, title="Plan.docx", back="/groups/")

"""The kinds of jobs: features register theirs from apps.py, so that kes imports no feature."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kes.accounts.models import User
from kes.jobs.models import Job

Text = Any  # a str or a lazy translation


class Failed(Exception):
    """The job cannot be done; the message says why in the person's language."""


@dataclass(frozen=True)
class File:
    name: str
    type: str
    content: bytes


@dataclass(frozen=True)
class Outcome:
    """A file to download, or the address of a page, or both."""

    file: File | None = None
    address: str = ""


def _silent(done: float, words: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Task:
    """What a job's function gets. `progress(0.4, words)` may be called as often as one likes."""

    id: UUID
    by: User
    arguments: dict[str, Any]
    file: File | None = None
    report: Callable[[float, str], None] = field(default=_silent)

    def progress(self, done: float, words: str = "") -> None:
        self.report(min(max(done, 0.0), 1.0), words)


@dataclass(frozen=True)
class Kind:
    """`door(person, arguments)` raises as a door does once the person has lost the right to the result."""

    name: str
    run: Callable[[Task], Outcome]
    title: Text
    symbol: str = "download"
    seconds: int = 600
    door: Callable[[User, dict[str, Any]], object] | None = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def known(name: str) -> bool:
    return name in _kinds


def kind_of(name: str) -> Kind:
    """A job may wait for a kind that a newer release no longer has."""
    return _kinds.get(name) or Kind(name, _gone, _("Job"))


def _gone(task: Task) -> Outcome:
    raise Failed(gettext("This can no longer be done here."))


def task_of(job: Job, report: Callable[[float, str], None] = _silent) -> Task:
    """The job as its function sees it."""
    given = job.files.filter(incoming=True).first()
    make = partial(Task, job.pk, job.by, job.arguments, report=report)
    return make(file=File(given.name, given.type, bytes(given.content))) if given else make()

"""What is made of the log: snapshots for opening, text and HTML for reading. All of it can be made again."""

import asyncio
import logging
import subprocess
from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from channels.db import database_sync_to_async
from django.db import Error as DatabaseError
from django.db import IntegrityError, transaction
from django.db.models import Q

from documents.drafts import log
from documents.drafts.compact import compacted, rebuild
from documents.drafts.models import Part, PartSnapshot
from documents.drafts.text import TextDocument
from documents.rendering import rendered
from kes.markup import TooComplex

logger = logging.getLogger(__name__)
EVERY = 500  # rows after which a new snapshot is worth its work
AT_THE_END = 50  # the same, when the last one leaves: the next opening will be quick
KEEP = 2  # snapshots
PAUSE = 2  # seconds from a row to the projection that others wait for

Blocks = Sequence[Sequence[Any]]
Step = Callable[[Part, TextDocument, Blocks], None]
Wish = Callable[[], Q]  # a condition of parts

_running: set[UUID] = set()
_done: dict[UUID, int] = {}
_tasks: set[asyncio.Task[None]] = set()
_steps: list[tuple[Step, Wish | None]] = []
_expected: set[UUID] = set()


def follow(step: Step, wish: Wish | None = None) -> None:
    """`step` runs with every projection; while a part is written, they are made where a `wish` holds."""
    _steps.append((step, wish))


def project_soon(part: UUID) -> None:
    """Called in the event loop after each batch of rows: project in a thread, soon, once for many."""
    if part in _expected or not _steps:
        return
    _expected.add(part)
    task = asyncio.create_task(_project_soon(part))
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)


async def _project_soon(part: UUID) -> None:
    await asyncio.sleep(PAUSE)
    _expected.discard(part)
    try:
        await database_sync_to_async(project_if_wanted, thread_sensitive=False)(part)
    except (DatabaseError, OSError):
        logger.exception("a part could not be projected; the next row will try again")


def project_if_wanted(pk: UUID) -> None:
    """One small question every two seconds of writing, as long as nobody wishes for more."""
    wishes = reduce(or_, (wish() for _step, wish in _steps if wish), Q(pk__in=[]))
    if part := Part.every.select_related("document").filter(wishes, pk=pk).first():
        bring_up_to_date(part)


def compact_if_due(part: UUID, head: int, *, every: int = EVERY) -> None:
    """Start a snapshot in the background when `every` rows came since the last one."""
    if part in _running or head - _done.get(part, 0) < every:
        return
    _running.add(part)
    task = asyncio.create_task(_compact(part, every))
    _tasks.add(task)  # the loop itself keeps only weak references
    task.add_done_callback(_tasks.discard)


async def _compact(part: UUID, every: int) -> None:
    try:
        _done[part] = await database_sync_to_async(take_snapshot, thread_sensitive=False)(part, every)
    except (OSError, subprocess.SubprocessError):
        logger.exception("no snapshot could be taken; the log is complete without it")
    finally:
        _running.discard(part)


def take_snapshot(part: UUID, every: int = EVERY) -> int:
    """Bring the newest snapshot up to the head if that is worth it; the seq it now stands at."""
    while True:
        found = log.opening(part, limit=log.TAIL)
        if len(found.rows) < every:
            return found.state_seq
        seq = found.rows[-1][0]
        state = compacted(found.state, [update for _seq, update in found.rows])
        _keep(part, seq, state)


def text_document(part: UUID) -> tuple[TextDocument, int]:
    """The part as a document of the engine, and the seq it stands at."""
    found = log.opening(part)
    document = rebuild(found.state, [update for _seq, update in found.rows])
    return document, found.rows[-1][0] if found.rows else found.state_seq


def bring_up_to_date(part: Part) -> Part:
    """Project the log into text and HTML when it has grown since; returns the same part, fresh."""
    if part.projected_seq < part.head_seq:
        document, seq = text_document(part.pk)
        blocks = project(part, document.text, seq)
        for step, _wish in _steps:
            step(part, document, blocks)
    return part


def project(part: Part, text: str, seq: int) -> Blocks:
    part.text, part.projected_seq = text, seq
    try:
        done = rendered(text, part.anchor)
    except TooComplex:
        done = rendered("", part.anchor, plain=text)
    part.html, part.toc = done.html, done.toc
    fresh = Part.every.filter(pk=part.pk, projected_seq__lt=seq)
    fresh.update(text=part.text, html=part.html, toc=part.toc, projected_seq=seq)
    return done.blocks


def _keep(part: UUID, seq: int, state: bytes) -> None:
    try:
        with transaction.atomic():
            PartSnapshot.objects.create(part_id=part, seq=seq, state=state)
    except IntegrityError:
        return  # another process was as quick
    old = PartSnapshot.objects.filter(part=part).order_by("-seq").values_list("pk", flat=True)[KEEP:]
    PartSnapshot.objects.filter(pk__in=list(old)).delete()

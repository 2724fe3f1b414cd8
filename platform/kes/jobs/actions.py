"""Starting, claiming, finishing and forgetting jobs; each is one UPDATE that only one process can win."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kes.accounts.models import User
from kes.jobs import waking
from kes.jobs.kinds import File, Outcome, known
from kes.jobs.models import Job, JobFile
from kes.live.events import record

MOST = 5  # unfinished jobs of one person
KEPT = timedelta(hours=24)
SILENT = timedelta(seconds=30)  # then the process that worked on it is taken for dead
ATTEMPTS = 3
LARGEST = 64 << 20  # bytes of a result


@transaction.atomic
def start(
    kind: str,
    *,
    by: User,
    title: str,
    arguments: dict[str, Any] | None = None,
    back: str = "",
    file: File | None = None,
) -> Job:
    """Queue a job; raises ValidationError in words when the person has too many unfinished ones."""
    if not known(kind):
        raise LookupError(f"no such kind of job: {kind}")
    User.objects.select_for_update().get(pk=by.pk)  # two clicks at once are counted one after the other
    if unfinished(by).count() >= MOST:
        raise ValidationError(
            _("You have %(most)s unfinished jobs. Wait until one is ready.") % {"most": MOST}
        )
    job = Job.objects.create(kind=kind, by=by, title=title[:300], arguments=arguments or {}, back=back)
    if file:
        JobFile.objects.create(job=job, incoming=True, name=file.name, type=file.type, content=file.content)
    _record("job.started", job)
    transaction.on_commit(waking.wake, robust=True)
    return job


def unfinished(by: User) -> QuerySet[Job]:
    return Job.objects.filter(by=by, state__in=(Job.State.WAITING, Job.State.RUNNING))


def claim() -> Job | None:
    """Take the next job that waits, or one whose process has died; None when there is nothing to do."""
    mark = uuid4()
    for job in _claimable().order_by("created").select_related("by")[:20]:
        now = timezone.now()
        mine = _claimable().filter(pk=job.pk, attempts=job.attempts)
        if mine.update(state=Job.State.RUNNING, claim=mark, beat=now, attempts=F("attempts") + 1):
            job.refresh_from_db()
            return job
    _give_up()
    return None


def beat(job: Job) -> bool:
    """Say that the job is being worked on; False when it was removed or taken by another process."""
    return bool(_mine(job).update(beat=timezone.now()))


@transaction.atomic
def progress(job: Job, done: float, words: str) -> bool:
    job.progress, job.words = done, words[:300]
    kept = _mine(job).update(progress=done, words=job.words, beat=timezone.now())
    if kept:
        _record("job.progress", job)
    return bool(kept)


@transaction.atomic
def keep_result(job: Job, outcome: Outcome) -> None:
    """The child's part of finishing: the file, replaced when the job runs a second time."""
    if outcome.file:
        file = outcome.file
        JobFile.objects.update_or_create(
            job=job, incoming=False, defaults={"name": file.name, "type": file.type, "content": file.content}
        )


@transaction.atomic
def finish(job: Job, *, address: str = "") -> None:
    job.state, job.progress, job.words, job.address = Job.State.DONE, 1, "", address
    _close(job)


@transaction.atomic
def fail(job: Job, words: str) -> None:
    job.state, job.words = Job.State.FAILED, words[:300]
    _close(job)


@transaction.atomic
def remove(job: Job) -> None:
    """Also while it runs: its process sees that the row is gone and stops the work."""
    _record("job.removed", job)
    job.delete()


def forget_expired() -> None:
    Job.objects.filter(expires__lt=timezone.now()).delete()


def _close(job: Job) -> None:
    now = timezone.now()
    fields = {"state": job.state, "progress": job.progress, "words": job.words, "address": job.address}
    if _mine(job).update(**fields, finished=now, expires=now + KEPT):
        JobFile.objects.filter(job=job, incoming=True).delete()
        _record(f"job.{job.state}", job)


def _mine(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, claim=job.claim, state=Job.State.RUNNING)


def _stale() -> Q:
    return Q(state=Job.State.RUNNING, beat__lt=timezone.now() - SILENT)


def _claimable() -> QuerySet[Job]:
    return Job.objects.filter(Q(state=Job.State.WAITING) | _stale(), attempts__lt=ATTEMPTS)


def _give_up() -> None:
    """A job that has killed its process each time is not tried again."""
    for job in Job.objects.filter(_stale(), attempts__gte=ATTEMPTS).select_related("by"):
        with override(job.by.language):
            fail(job, _("This could not be finished, and was tried several times."))


def _record(kind: str, job: Job) -> None:
    data = {"job": str(job.pk), "state": job.state, "progress": round(job.progress, 3)}
    record(kind, by=job.by, topics=[job.topic], about=job, data=data)

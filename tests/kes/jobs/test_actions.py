"""Jobs are started within limits, claimed once, taken again when their process dies, and forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kes.accounts.models import User
from kes.jobs import actions
from kes.jobs.kinds import File
from kes.jobs.models import Job, JobFile
from kes.live.events import since
from tests.people import person

State = Job.State


def _claim() -> Job:
    job = actions.claim()
    assert job is not None
    return job


def _silent(job: Job) -> None:
    """The process that worked on it has died a minute ago."""
    Job.objects.filter(pk=job.pk).update(beat=timezone.now() - timedelta(minutes=1))


def test_a_started_job_waits_and_its_person_hears_of_it(job: Job, bob: User) -> None:
    assert (job.state, job.by, job.attempts) == (State.WAITING, bob, 0)
    assert [event.kind for _seq, event in since(f"jobs.{bob.pk}", 0)] == ["job.started"]


def test_an_unknown_kind_is_a_mistake_of_ours(bob: User) -> None:
    with pytest.raises(LookupError):
        actions.start("tests.nothing", by=bob, title="x")


def test_one_person_cannot_fill_the_queue_and_others_still_can(bob: User) -> None:
    for number in range(actions.MOST):
        actions.start("tests.work", by=bob, title=str(number))
    with pytest.raises(ValidationError, match="5"):
        actions.start("tests.work", by=bob, title="za dużo")
    actions.start("tests.work", by=person("Olga Ćwik"), title="moje")
    actions.finish(_claim())
    actions.start("tests.work", by=bob, title="znowu wolno")


def test_the_oldest_is_claimed_first_and_only_once(job: Job, bob: User) -> None:
    later = actions.start("tests.work", by=bob, title="Później")
    first, second = _claim(), _claim()
    assert (first.pk, second.pk, first.state) == (job.pk, later.pk, State.RUNNING)
    assert actions.claim() is None


def test_a_job_whose_process_has_died_is_taken_again(job: Job) -> None:
    lost = _claim()
    assert actions.claim() is None
    _silent(lost)
    again = _claim()
    assert (again.pk, again.attempts) == (job.pk, 2) and again.claim != lost.claim


def test_a_process_that_was_thought_dead_can_neither_report_nor_finish(job: Job) -> None:
    lost = _claim()
    _silent(lost)
    again = _claim()
    assert not actions.beat(lost) and not actions.progress(lost, 0.9, "")
    actions.finish(lost, address="/zle/")
    actions.fail(lost, "źle")
    again.refresh_from_db()
    assert (again.state, again.address, again.progress) == (State.RUNNING, "", 0)


def test_a_job_that_kills_every_process_is_given_up_in_words(job: Job) -> None:
    for _attempt in range(actions.ATTEMPTS):
        _silent(_claim())
    assert actions.claim() is None
    job.refresh_from_db()
    assert job.state == State.FAILED and job.words and job.expires


def test_progress_is_kept_and_told(job: Job, bob: User) -> None:
    mine = _claim()
    assert actions.progress(mine, 0.25, "rozdział 3") and actions.beat(mine)
    job.refresh_from_db()
    assert (job.progress, job.percent, job.words) == (0.25, 25, "rozdział 3")
    _seq, event = since(f"jobs.{bob.pk}", 0)[-1]
    assert (event.kind, event.data) == (
        "job.progress", {"job": str(job.pk), "state": "running", "progress": 0.25}
    )  # fmt: skip


def test_a_finished_job_keeps_its_result_for_a_day_and_forgets_what_it_was_given(bob: User) -> None:
    given = File("wejście.docx", "application/x", b"PK")
    job = actions.start("tests.work", by=bob, title="Import", file=given)
    assert JobFile.objects.get().incoming
    actions.finish(_claim(), address="/documents/1/")
    job.refresh_from_db()
    assert (job.state, job.progress, job.address) == (State.DONE, 1, "/documents/1/")
    assert not JobFile.objects.exists()
    actions.forget_expired()
    assert Job.objects.exists()
    Job.objects.update(expires=timezone.now() - timedelta(seconds=1))
    actions.forget_expired()
    assert not Job.objects.exists()


def test_a_removed_job_is_no_longer_anybodys(job: Job) -> None:
    running = _claim()
    actions.remove(job)
    assert not actions.beat(running)
    actions.finish(running)
    assert not Job.objects.exists()

"""Background jobs on PostgreSQL with two processes: each is done once, also when a process is killed."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from documents.drafts.actions import create_document
from documents.drafts.models import Document
from documents.exports.jobs import KIND
from kes.jobs import actions
from kes.jobs.models import Job
from kes.live.events import since
from tests.people import World
from tests.people import world as make_world
from tests.services.stack import Stack

PATIENCE = 90.0  # seconds, on a busy machine


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def plan(world: World) -> Document:
    text = "\n\n".join(f"Akapit {number} o usługach w gminie." for number in range(400))
    parts = [(f"Rozdział {number}", text) for number in range(4)]
    return create_document(world.group, by=world.alice, title="Plan", parts=parts)


def _start(plan: Document, world: World) -> Job:
    arguments = {"document": plan.pk, "format": "odt", "base_url": "https://kes.example.org/"}
    return actions.start(KIND, by=world.bob, title="Plan.odt", arguments=arguments)


def _until(job: Job, *states: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        job.refresh_from_db()
        if job.state in states:
            return
        time.sleep(0.05)
    raise AssertionError(f"{job.state} after {PATIENCE} s")


def test_jobs_are_done_by_the_processes_and_told(stack: Stack, plan: Document, world: World) -> None:
    for web in stack.webs:
        assert web.answers()  # the runner begins with the first request
    jobs = [_start(plan, world) for _turn in range(3)]
    for job in jobs:
        _until(job, "done", "failed")
        assert (job.state, job.words, job.attempts) == ("done", "", 1)
        assert bytes(job.files.get().content)[:2] == b"PK"
    kinds = [
        event.kind for _seq, event in since(f"jobs.{world.bob.pk}", 0) if event.data["job"] == str(jobs[0].pk)
    ]
    assert kinds[0] == "job.started" and kinds[-1] == "job.done"


def test_a_job_whose_process_is_killed_is_taken_by_the_other(
    stack: Stack, plan: Document, world: World
) -> None:
    for web in stack.webs:
        assert web.answers()
    job = _start(plan, world)
    _until(job, "running")
    for web in stack.webs:
        web.kill()
    job.refresh_from_db()
    assert job.state == "running"
    Job.objects.update(beat=timezone.now() - timedelta(minutes=1))  # instead of waiting for half a minute
    stack.webs[1].start()
    _until(job, "done", "failed")
    assert (job.state, job.attempts) == ("done", 2) and job.files.count() == 1

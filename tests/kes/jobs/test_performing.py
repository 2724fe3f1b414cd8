"""What a job does becomes a result or words; it may be done twice."""

from uuid import uuid4

import pytest

from kes.accounts.models import User
from kes.jobs import actions
from kes.jobs.kinds import File, kind_of
from kes.jobs.models import Job
from kes.jobs.performing import claimed, perform

Told = list[tuple[float, str]]


def _do(job: Job) -> tuple[dict[str, object], Told]:
    told: Told = []
    return perform(job, lambda done, words: told.append((done, words))), told


def test_the_result_lies_ready_and_progress_was_told(job: Job) -> None:
    answer, told = _do(job)
    file = job.files.get(incoming=False)
    assert answer == {"address": "/groups/"} and told == [(0.5, "w połowie")]
    assert (file.name, file.type, bytes(file.content)) == ("Wynik pracy.txt", "text/plain", b"wynik ")


def test_done_twice_the_result_is_there_once(job: Job) -> None:
    _do(job)
    _do(job)
    assert job.files.count() == 1


def test_it_reads_the_file_it_was_given(bob: User) -> None:
    job = actions.start("tests.work", by=bob, title="x", file=File("a.txt", "text/plain", b"dany"))
    _do(job)
    assert bytes(job.files.get(incoming=False).content) == b"wynik dany"


@pytest.mark.parametrize(
    "how, words",
    [
        ("failed", "Nie da się."),
        ("invalid", "Zły plik."),
        ("closed", "Brak dostępu."),
        ("large", "Plik jest za duży."),
    ],
)
def test_what_cannot_be_done_is_said(bob: User, how: str, words: str) -> None:
    job = actions.start("tests.work", by=bob, title="x", arguments={"how": how})
    assert _do(job)[0] == {"failed": words}
    assert not job.files.exists()


def test_a_mistake_of_ours_is_logged_and_said_without_its_inside(
    bob: User, caplog: pytest.LogCaptureFixture
) -> None:
    job = actions.start("tests.work", by=bob, title="x", arguments={"how": "broken"})
    words = str(_do(job)[0]["failed"])
    assert words and "Zero" not in words and "ZeroDivisionError" in caplog.text


def test_a_kind_that_a_newer_release_has_not_is_said(job: Job) -> None:
    job.kind = "tests.gone"
    assert "failed" in _do(job)[0] and str(kind_of(job.kind).title)


def test_only_the_claim_that_holds_a_job_may_do_it(job: Job) -> None:
    assert claimed(job.pk, uuid4()) is None
    mine = actions.claim()
    assert mine and mine.claim and claimed(job.pk, mine.claim) == job

"""One's own jobs: watching, taking the result, removing; nobody else sees them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kes.accounts.models import User
from kes.jobs import actions
from kes.jobs.models import Job
from kes.jobs.performing import perform
from tests.people import person

SignedIn = Callable[[User], Client]


def _done(job: Job) -> Job:
    mine = actions.claim()
    assert mine
    answer = perform(mine, lambda done, words: None)
    actions.finish(mine, address=str(answer["address"]))
    return mine


def test_a_waiting_job_shows_its_progress_and_loads_itself_again_without_scripts(
    job: Job, bob: User, signed_in: SignedIn
) -> None:
    page = signed_in(bob).get(job.get_absolute_url()).content.decode()
    assert "<progress" in page and '<meta http-equiv="refresh"' in page and "Plan.docx" in page


def test_a_finished_one_offers_file_and_page(job: Job, bob: User, signed_in: SignedIn) -> None:
    _done(job)
    client = signed_in(bob)
    page = client.get(job.get_absolute_url()).content.decode()
    assert "http-equiv" not in page and 'href="/groups/"' in page
    file = client.get(reverse("job_file", args=[job.pk]))
    assert file.content == b"wynik " and file["Content-Type"] == "text/plain"
    assert 'filename="Wynik pracy.txt"' in file["Content-Disposition"]


def test_a_failed_one_says_why(job: Job, bob: User, signed_in: SignedIn) -> None:
    mine = actions.claim()
    assert mine
    actions.fail(mine, "Dokument jest pusty.")
    assert "Dokument jest pusty." in signed_in(bob).get(job.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name, method", [("job", "get"), ("job_file", "get"), ("remove_job", "post")])
def test_somebody_elses_job_does_not_exist(job: Job, signed_in: SignedIn, name: str, method: str) -> None:
    _done(job)
    client = signed_in(person("Olga Ćwik"))
    assert getattr(client, method)(reverse(name, args=[job.pk])).status_code == 404
    assert Job.objects.exists()


def test_the_result_is_closed_with_the_right_to_it(bob: User, signed_in: SignedIn) -> None:
    job = actions.start("tests.work", by=bob, title="x", arguments={"how": "closed later"})
    _done(job)
    assert signed_in(bob).get(reverse("job_file", args=[job.pk])).status_code == 404


def test_the_list_names_them_and_says_when_there_are_none(job: Job, bob: User, signed_in: SignedIn) -> None:
    client = signed_in(bob)
    assert "Plan.docx" in client.get(reverse("jobs")).content.decode()
    assert client.post(reverse("remove_job", args=[job.pk]))["Location"] == "/groups/"
    assert "Plan.docx" not in client.get(reverse("jobs")).content.decode()

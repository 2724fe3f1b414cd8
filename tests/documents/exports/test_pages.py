"""The page of exports: short texts at once, long ones as a job; rights are asked every time."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from documents.drafts.actions import create_document
from documents.drafts.models import Document
from documents.exports import sources
from documents.versions.actions import cut_version
from groups.membership.actions import end_membership
from groups.membership.models import Membership
from kes.accounts.models import User
from kes.jobs import actions
from kes.jobs.models import Job
from kes.jobs.performing import perform
from tests.people import World

SignedIn = Callable[[User], Client]


def _address(document: Document) -> str:
    return reverse("documents:export", args=[document.pk])


def test_a_short_document_is_answered_at_once(plan: Document, world: World, signed_in: SignedIn) -> None:
    answer = signed_in(world.bob).post(_address(plan), {"format": "docx", "part": ""})
    assert answer.content[:2] == b"PK" and "filename*=utf-8''Plan%20us" in answer["Content-Disposition"]
    assert not Job.objects.exists()


def test_one_chapter_may_be_chosen(plan: Document, world: World, signed_in: SignedIn) -> None:
    chapter = plan.parts.get(title="Cele")
    page = signed_in(world.bob).get(_address(plan), {"part": str(chapter.pk)}).content.decode()
    assert f'value="{chapter.pk}" selected' in page
    text = (
        signed_in(world.bob).post(_address(plan), {"format": "md", "part": str(chapter.pk)}).content.decode()
    )
    assert "## Cele" in text and "Diagnoza" not in text


@pytest.mark.parametrize("sent", [{"format": "exe"}, {}, {"format": "pdf", "part": "x"}])
def test_what_makes_no_sense_is_shown_again(
    plan: Document, world: World, signed_in: SignedIn, sent: dict[str, str]
) -> None:
    answer = signed_in(world.bob).post(_address(plan), sent)
    assert answer.status_code == 400 and answer.context["form"].errors


def test_a_chapter_of_another_document_is_not_offered(
    plan: Document, world: World, signed_in: SignedIn
) -> None:
    other = create_document(world.hidden, by=world.stranger, title="Ukryty", parts=[("Tajny", "Sekret.")])
    sent = {"format": "md", "part": str(other.parts.get().pk)}
    assert signed_in(world.bob).post(_address(plan), sent).status_code == 400


@pytest.fixture
def long(plan: Document, monkeypatch: pytest.MonkeyPatch) -> Document:
    monkeypatch.setattr(sources, "LONG", 10)
    return plan


def _work() -> Job:
    job = actions.claim()
    assert job
    told: list[float] = []
    answer = perform(job, lambda done, words: told.append(done))
    actions.fail(job, answer["failed"]) if "failed" in answer else actions.finish(job)
    job.refresh_from_db()
    return job


def test_a_long_one_is_made_in_the_background(long: Document, world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.bob)
    answer = client.post(_address(long), {"format": "odt", "part": ""})
    job = _work()
    assert answer["Location"] == job.get_absolute_url() and job.state == Job.State.DONE
    assert client.get(reverse("job_file", args=[job.pk])).content[:2] == b"PK"


def test_text_formats_are_quick_however_long_it_is(long: Document, world: World, signed_in: SignedIn) -> None:
    assert signed_in(world.bob).post(_address(long), {"format": "html", "part": ""}).status_code == 200


def test_who_left_the_group_gets_neither_the_work_nor_its_result(
    long: Document, world: World, signed_in: SignedIn
) -> None:
    client = signed_in(world.bob)
    for _twice in range(2):
        client.post(_address(long), {"format": "odt", "part": ""})
    done = _work()
    end_membership(Membership.objects.get(user=world.bob), by=world.alice)
    assert _work().words == "Brak dostępu."
    assert client.get(reverse("job_file", args=[done.pk])).status_code == 404


def test_too_many_at_once_are_refused_in_words(long: Document, world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.bob)
    for _turn in range(actions.MOST):
        client.post(_address(long), {"format": "pdf", "part": ""})
    page = client.post(_address(long), {"format": "pdf", "part": ""}, follow=True)
    assert "niedokończonych zadań" in page.content.decode() and Job.objects.count() == actions.MOST


def test_a_version_is_exported_by_those_who_read_it(
    plan: Document, world: World, signed_in: SignedIn
) -> None:
    version = cut_version(plan, by=world.alice, name="Pierwsza")
    address = reverse("documents:export_version", args=[version.pk])
    assert signed_in(world.olga).post(address, {"format": "md"}).status_code == 200
    assert signed_in(world.charlie).post(address, {"format": "md"}).status_code == 404

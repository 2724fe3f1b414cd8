"""Large files wait in a queue; their person comes to the preview, or hears why not."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.imports import forms
from documents.imports.background import NAME, read_file
from documents.imports.models import StagedImport
from kes.jobs.kinds import Failed, File, Task
from kes.jobs.models import Job
from tests.documents.imports.files import plan
from tests.people import World


def _task(world: World, content: bytes) -> Task:
    file = File("plan.docx", "", content)
    return Task(uuid4(), world.bob, {"group": world.group.pk, "document": None}, file)


def test_a_large_file_becomes_a_job_and_its_page_is_shown(
    world: World, bob: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "SLOW", 100)
    url = reverse("documents:import_document", args=[world.group.pk])
    answer = bob.post(url, {"file": SimpleUploadedFile("plan.docx", plan())})
    job = Job.objects.get()
    assert (job.kind, job.by, answer["Location"]) == (NAME, world.bob, job.get_absolute_url())
    assert bytes(job.files.get().content) == plan()
    assert not StagedImport.objects.exists()


def test_the_job_leads_to_the_preview(world: World) -> None:
    outcome = read_file(_task(world, plan()))
    staged = StagedImport.objects.get()
    assert (staged.by, staged.group, staged.name) == (world.bob, world.group, "plan.docx")
    assert outcome.address == staged.get_absolute_url()


def test_what_cannot_be_read_is_said(world: World) -> None:
    with pytest.raises(Failed, match="PDF"):
        read_file(_task(world, b"%PDF-1.7"))


def test_too_many_jobs_are_explained_in_place(
    world: World, bob: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "SLOW", 100)
    url = reverse("documents:import_document", args=[world.group.pk])
    for _turn in range(6):
        answer = bob.post(url, {"file": SimpleUploadedFile("plan.docx", plan()), "text": "Mój tekst"})
    assert answer.status_code == 400
    assert "Mój tekst" in answer.content.decode() and Job.objects.count() == 5

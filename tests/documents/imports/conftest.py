"""Bob, and his file of Word that was read and waits for his choices."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.imports.choices import Choices
from documents.imports.models import StagedImport
from kes.accounts.models import User
from tests.documents.imports.files import plan
from tests.people import World

SignedIn = Callable[[User], Client]


@pytest.fixture
def bob(world: World, signed_in: SignedIn) -> Client:
    return signed_in(world.bob)


def upload(client: Client, world: World, content: bytes, name: str = "plan.docx") -> StagedImport:
    url = reverse("documents:import_document", args=[world.group.pk])
    answer = client.post(url, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    return StagedImport.objects.latest("created")


@pytest.fixture
def staged(world: World, bob: Client) -> StagedImport:
    return upload(bob, world, plan())


def form(staged: StagedImport, **more: str) -> dict[str, str]:
    """The preview as it stands, everything ticked."""
    return Choices(staged, staged.choices).stored() | {"action": "create"} | more

"""A file as officials have them: headings, a list, a table, a footnote, a picture, reviewers' marks."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.imports.models import StagedImport
from kes.accounts.models import User
from tests.kes.intake.making import (
    PNG,
    cell,
    comment,
    commented,
    deleted,
    docx,
    footnote,
    heading,
    inserted,
    note,
    paragraph,
    picture,
    run,
    table,
)
from tests.people import World

SignedIn = Callable[[User], Client]


def plan() -> bytes:
    merged = cell("Razem", look='<w:gridSpan w:val="2"/>')
    return docx(
        paragraph("Plan lokalny", style="Title"),
        heading("Diagnoza"),
        paragraph(run("W gminie mieszka "), commented(1, "12 400 osób"), run("."), note(2)),
        paragraph(picture("p1", "Mapa gminy")),
        heading("Cele"),
        paragraph(run("Cel jest "), inserted("nowy"), deleted("stary"), run(".")),
        *(paragraph(words, item=(1, 0)) for words in ("pierwszy", "drugi")),
        heading("Koszty"),
        table(["Cel", "Kwota"], ["A", "100"], [merged]),
        parts={
            "word/footnotes.xml": footnote(2, "GUS, 2025."),
            "word/comments.xml": comment(1, "Skąd ta liczba?"),
            "word/media/mapa.png": PNG,
        },
        links={"p1": "media/mapa.png"},
    )


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
    from documents.imports.choices import Choices

    return Choices(staged, staged.choices).stored() | {"action": "create"} | more

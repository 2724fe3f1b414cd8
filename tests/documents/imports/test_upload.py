"""A file is read and waits for choices; what cannot be read is explained in place."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.drafts.models import Document
from documents.imports.models import StagedImport
from kes.intake import LARGEST
from tests.documents.imports.conftest import SignedIn, upload
from tests.documents.imports.files import plan
from tests.kes.intake.making import archive, docx, paragraph
from tests.people import World

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    "name, content, words",
    [
        ("plan.docx", b"", "Plik jest pusty"),
        ("plan.doc", OLD, "dawnego programu"),
        ("plan.docx", OLD + "EncryptedPackage".encode("utf-16-le"), "hasłem"),
        ("plan.rtf", b"{\\rtf1\\ansi}", "RTF"),
        ("plan.pdf", b"%PDF-1.7 ...", "PDF"),
        ("plan.zip", archive({"a.txt": "x"}), "archiwum"),
        ("plan.xlsx", archive({"xl/workbook.xml": "<x/>"}), "arkusz"),
        ("plan.docx", plan()[:900], "uszkodzony"),
        ("plan.docx", docx(paragraph("x"), parts={"../../etc/passwd": b"x"}), "na zewnątrz"),
        ("plan.txt", b"a\0b\1c" * 50, "nie jest plik tekstowy"),
        ("plan.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "obraz"),
        ("plan.md", b"a" * (LARGEST + 1), "20 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained_in_place_and_the_pasted_text_is_kept(
    world: World, bob: Client, name: str, content: bytes, words: str
) -> None:
    url = reverse("documents:import_document", args=[world.group.pk])
    answer = bob.post(url, {"file": SimpleUploadedFile(name, content), "text": "Mój wklejony tekst"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page and "Mój wklejony tekst" in page
    assert not StagedImport.objects.exists() and not Document.objects.exists()


def test_neither_file_nor_text_is_said(world: World, bob: Client) -> None:
    answer = bob.post(reverse("documents:import_document", args=[world.group.pk]), {})
    assert "Wybierz plik albo wklej tekst" in answer.content.decode()


def test_pasted_text_is_cleaned_and_can_be_left_as_it_is(world: World, bob: Client) -> None:
    url = reverse("documents:import_document", args=[world.group.pk])
    pasted = (
        "Lokalny plan rozwoju usług społecznych na la-\nta 2026–2030 powstał w zespole, który\n"
        "spotykał się co miesiąc i pisał\nrozdziały razem."
    )
    page = bob.post(url, {"text": pasted}, follow=True).content.decode()
    assert "kończą się tam, gdzie strona" in page and "Połącz wiersze" in page
    staged = StagedImport.objects.get()
    assert staged.texts["cleaned"].count("\n") == 1 and "na lata 2026" in staged.texts["cleaned"]


def test_an_encoding_that_was_guessed_is_told(world: World, bob: Client) -> None:
    staged = upload(bob, world, "# Zażółć gęślą jaźń\n\nŚwiętość.".encode("cp1250"), "plan.md")
    page = bob.get(staged.get_absolute_url()).content.decode()
    assert "Windows-1250" in page and "Zażółć gęślą jaźń" in page


def test_a_staged_file_is_its_uploaders_alone(
    world: World, staged: StagedImport, signed_in: SignedIn
) -> None:
    for other in (world.alice, world.olga, world.charlie):
        assert signed_in(other).get(staged.get_absolute_url()).status_code == 404


def test_it_is_gone_after_a_day_and_swept_when_somebody_comes(
    world: World, bob: Client, staged: StagedImport
) -> None:
    StagedImport.objects.update(created=timezone.now() - timedelta(hours=25))
    assert bob.get(staged.get_absolute_url()).status_code == 404
    upload(bob, world, b"# Inny", "inny.md")
    assert StagedImport.objects.get().name == "inny.md"


def test_it_survives_an_expired_login(bob: Client, world: World, staged: StagedImport) -> None:
    bob.logout()
    answer = bob.get(staged.get_absolute_url())
    assert f"next={staged.get_absolute_url()}" in answer["Location"]
    bob.force_login(world.bob)
    assert bob.get(staged.get_absolute_url()).status_code == 200


def test_it_can_be_discarded(bob: Client, staged: StagedImport) -> None:
    bob.post(reverse("documents:discard_import", args=[staged.pk]))
    assert not StagedImport.objects.exists()

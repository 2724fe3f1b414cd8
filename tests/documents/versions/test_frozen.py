"""What is frozen cannot be changed or deleted, by whatever way; a document goes with its versions."""

import hashlib
from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from documents.drafts.actions import create_document
from documents.drafts.models import Document
from documents.drafts.rewriting import rewrite
from documents.versions.actions import cut_version, keep_version
from documents.versions.models import Frozen, Version, VersionPart
from tests.people import World


@pytest.fixture
def document(world: World) -> Document:
    return create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "Zażółć.")])


def test_neither_a_version_nor_its_text_can_be_changed(world: World, document: Document) -> None:
    version = cut_version(document, by=world.alice, name="Pierwsza")
    part = version.parts.get()
    version.name, part.text = "Inna", "Inaczej"
    attempts: list[Callable[[], object]] = [
        version.save,
        part.save,
        version.delete,
        part.delete,
        lambda: Version.objects.filter(pk=version.pk).update(name="Inna"),
        lambda: version.parts.update(text=""),
        lambda: VersionPart.objects.all().delete(),
        lambda: document.versions.all().delete(),
        lambda: Version.objects.bulk_update([version], ["name"]),
    ]
    for attempt in attempts:
        with pytest.raises(Frozen), transaction.atomic():
            attempt()
    assert Version.objects.get().name == "Pierwsza"
    assert VersionPart.objects.get().text == "Zażółć."


def test_a_document_can_go_with_its_versions(world: World, document: Document) -> None:
    cut_version(document, by=world.alice, name="Pierwsza")
    document.delete()
    assert not Version.objects.exists()


def test_the_page_shows_the_whole_sum_and_how_to_check_it(
    world: World, document: Document, signed_in: Callable[..., Client]
) -> None:
    version = cut_version(document, by=world.alice, name="Pierwsza")
    client = signed_in(world.olga)
    page = client.get(version.get_absolute_url()).content.decode()
    file = client.get(reverse("documents:version_markdown", args=[version.pk])).content
    assert hashlib.sha256(file).hexdigest() in page
    assert "sha256sum" in page
    assert "certutil" in page


def test_an_automatic_version_has_no_number_and_is_rendered_when_it_is_read(
    world: World, document: Document, signed_in: Callable[..., Client]
) -> None:
    kept = keep_version(document, by=None, reason=Version.Reason.IMPORT)
    assert kept
    assert (kept.number, kept.parts.get().html) == (0, "")
    assert cut_version(document, by=world.alice, name="Pierwsza").number == 1
    page = signed_in(world.olga).get(kept.get_absolute_url()).content.decode()
    assert '<p id="c1-p1"' in page
    assert "przed importem" in page or "before an import" in page


def test_nothing_is_kept_when_nothing_changed(world: World, document: Document) -> None:
    assert keep_version(document, by=None, reason=Version.Reason.HOURLY)
    assert keep_version(document, by=None, reason=Version.Reason.HOURLY) is None
    document.parts.update(title="Inny tytuł")
    assert keep_version(document, by=None, reason=Version.Reason.STRUCTURE)


def test_a_version_says_how_much_changed_since_the_one_before(world: World, document: Document) -> None:
    first = cut_version(document, by=world.alice, name="Pierwsza")
    rewrite(document.parts.get(), by=world.bob, text="Zażółć gęślą jaźń.")
    second = cut_version(document, by=world.alice, name="Druga")
    assert (first.added, first.removed) == (1, 0)
    assert (second.added, second.removed) == (2, 0)

"""Versions: numbered, frozen, with a checksum of the text."""

import hashlib
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from documents.drafts import log
from documents.drafts.actions import create_document
from documents.drafts.models import Document
from documents.versions.actions import cut_version
from documents.versions.models import Version
from kes.accounts.models import User
from tests.documents.drafts.wire import Typist, incoming
from tests.people import World

SignedIn = Callable[[User], Client]


@pytest.fixture
def document(world: World) -> Document:
    parts = [("Diagnoza", "Zażółć."), ("Cele", "### Cel główny\n\nPraca.")]
    return create_document(world.group, by=world.alice, title="Plan", parts=parts)


def test_versions_are_numbered_in_the_document(world: World, document: Document) -> None:
    cut_version(document, by=world.alice, name="Pierwsza")
    cut_version(document, by=world.alice, name="Druga")
    assert list(document.versions.values_list("number", "name")) == [(2, "Druga"), (1, "Pierwsza")]


def test_a_version_does_not_change_when_the_draft_does(world: World, document: Document) -> None:
    version = cut_version(document, by=world.alice, name="Pierwsza")
    part = document.parts.get(title="Diagnoza")
    log.append(part.pk, [incoming(Typist(8).types("Dopisek. "), msg_no=1, author=world.bob.pk)])
    later = cut_version(document, by=world.alice, name="Druga")
    assert version.parts.get(position=1).text == "Zażółć."
    assert "Dopisek." in later.parts.get(position=1).text
    assert later.parts.get(position=1).seq == 2


def test_the_checksum_is_that_of_the_file_that_goes_out(
    world: World, document: Document, signed_in: SignedIn
) -> None:
    version = cut_version(document, by=world.alice, name="Pierwsza")
    file = signed_in(world.olga).get(reverse("documents:version_markdown", args=[version.pk])).content
    assert hashlib.sha256(file).hexdigest() == version.sha256


def test_each_paragraph_of_a_version_has_an_address_and_its_plain_text(
    world: World, document: Document
) -> None:
    part = cut_version(document, by=world.alice, name="Pierwsza").parts.get(position=2)
    assert part.toc == [[1, "c2-h1", "Cel główny"]]
    assert ["c2-p1", "paragraph", "Praca.", ["Cel główny"], ""] in part.blocks
    assert 'id="c2-p1"' in part.html


def test_a_facilitator_freezes_a_version_on_the_page_and_a_member_may_not(
    world: World, document: Document, signed_in: SignedIn
) -> None:
    url = reverse("documents:new_version", args=[document.pk])
    assert signed_in(world.bob).post(url, {"name": "Do konsultacji"}).status_code == 403
    answer = signed_in(world.alice).post(url, {"name": "Do konsultacji", "note": "Po spotkaniu"})
    version = Version.objects.get()
    assert answer["Location"] == version.get_absolute_url()
    page = signed_in(world.olga).get(version.get_absolute_url()).content.decode()
    assert "Po spotkaniu" in page
    assert version.sha256[:12] in page


def test_an_outsider_does_not_see_the_version_of_a_closed_group(
    world: World, document: Document, signed_in: SignedIn, client: Client
) -> None:
    version = cut_version(document, by=world.alice, name="Pierwsza")
    assert signed_in(world.charlie).get(version.get_absolute_url()).status_code == 404
    assert client.get(version.get_absolute_url()).status_code == 404

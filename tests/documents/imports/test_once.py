"""A staged file is imported once, also when two requests finish it at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from documents.drafts.actions import create_document
from documents.drafts.models import Document
from documents.drafts.projection import text_document
from documents.imports import actions, views
from documents.imports.choices import Choices
from documents.imports.models import StagedImport
from kes.live.models import Event
from tests.documents.conftest import SignedIn
from tests.documents.imports.conftest import form, upload
from tests.documents.imports.files import plan
from tests.people import World


def _document(world: World) -> Document:
    return create_document(world.group, by=world.alice, title="Plan", parts=[("Wstęp", "Stary tekst.")])


def _into(client: Client, document: Document) -> StagedImport:
    url = reverse("documents:import_into", args=[document.pk])
    client.post(url, {"file": SimpleUploadedFile("plan.docx", plan())})
    return StagedImport.objects.get()


def _chosen(staged: StagedImport) -> tuple[StagedImport, Choices]:
    """As a request of its own reads it."""
    found = StagedImport.objects.get(pk=staged.pk)
    return found, Choices(found, found.choices)


def test_two_requests_make_one_document(world: World, staged: StagedImport) -> None:
    first, second = _chosen(staged), _chosen(staged)
    actions.create_from(*first, by=world.bob)
    with pytest.raises(actions.Finished):
        actions.create_from(*second, by=world.bob)
    assert Document.objects.count() == 1
    assert Event.objects.filter(kind="document.imported").count() == 1


def test_two_requests_add_the_parts_once(world: World, bob: Client) -> None:
    document = _document(world)
    staged = _into(bob, document)
    first, second = _chosen(staged), _chosen(staged)
    actions.add_from(*first, by=world.bob)
    with pytest.raises(actions.Finished):
        actions.add_from(*second, by=world.bob)
    assert [part.title for part in document.parts.all()] == ["Wstęp", "Diagnoza", "Cele", "Koszty"]


def test_two_requests_replace_a_chapter_once(world: World, bob: Client) -> None:
    document = _document(world)
    part = document.parts.get()
    staged = _into(bob, document)
    first, second = _chosen(staged), _chosen(staged)
    actions.replace_from(*first, part, by=world.bob)
    text = text_document(part.pk)[0].text
    with pytest.raises(actions.Finished):
        actions.replace_from(*second, part, by=world.bob)
    assert (text_document(part.pk)[0].text, document.versions.count()) == (text, 1)


def test_the_second_request_is_told_in_words_and_led_on(
    world: World, bob: Client, staged: StagedImport, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, sent = _chosen(staged), form(staged)

    def finish_first(*args: object) -> StagedImport:
        actions.create_from(*first, by=world.bob)
        return staged

    monkeypatch.setattr(views, "import_for", finish_first)
    answer = bob.post(staged.get_absolute_url(), sent, follow=True)
    assert answer.redirect_chain[0][0] == reverse("documents:documents", args=[world.group.pk])
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]
    assert Document.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_the_same_moment_make_one_document(world: World, signed_in: SignedIn) -> None:
    staged = upload(signed_in(world.bob), world, plan())
    start = Barrier(2)
    tries = [partial(actions.create_from, *_chosen(staged), by=world.bob) for _ in "ab"]
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(partial(_attempt, start), tries))
    assert sorted(made) == [False, True]
    assert Document.objects.count() == 1


def _attempt(start: Barrier, action: Callable[[], object]) -> bool:
    start.wait()
    try:
        action()
    except actions.Finished:
        return False
    finally:
        connection.close()
    return True

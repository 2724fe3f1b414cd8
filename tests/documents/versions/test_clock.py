"""Automatic versions by the hour: when somebody wrote, once, and never of what did not change."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from documents.drafts.actions import create_document, store_updates, watchers
from documents.drafts.models import Document
from documents.drafts.rewriting import rewrite
from documents.versions import clock
from documents.versions.actions import cut_version
from documents.versions.models import Version
from tests import people
from tests.documents.drafts.wire import Typist, incoming
from tests.people import World

LONG_AGO = timezone.now() - timedelta(hours=3)


@pytest.fixture
def document(world: World) -> Document:
    return old_document(world)


def old_document(world: World) -> Document:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "Zażółć.")])
    Document.objects.filter(pk=document.pk).update(created=LONG_AGO)
    return document


def back_date(version: Version) -> None:
    Version._base_manager.filter(pk=version.pk).update(created=LONG_AGO)


def due() -> list[Version]:
    return clock.keep_due(Document.objects.all())


def test_a_changed_document_gets_one_version_an_hour(world: World, document: Document) -> None:
    (kept,) = due()
    assert (kept.kind, kept.reason, kept.author) == ("automatic", "hourly", None)
    rewrite(document.parts.get(), by=world.bob, text="Inaczej.")
    assert due() == []  # not yet
    back_date(kept)
    Document.objects.update(changed=timezone.now())
    assert len(due()) == 1
    assert due() == []


def test_a_named_version_is_as_good(world: World, document: Document) -> None:
    cut_version(document, by=world.alice, name="Pierwsza")
    assert due() == []


def test_a_document_that_nobody_touched_since_gets_none(world: World, document: Document) -> None:
    (kept,) = due()
    back_date(kept)
    Document.objects.update(changed=LONG_AGO - timedelta(hours=1))
    assert due() == []


def test_a_new_document_waits_an_hour(world: World, document: Document) -> None:
    Document.objects.update(created=timezone.now())
    assert due() == []


def test_the_command_does_the_same(world: World, document: Document, capsys: Any) -> None:
    call_command("keep_versions")
    assert "1 kept" in capsys.readouterr().out
    assert Version.objects.get().parts.get().text == "Zażółć."


@pytest.mark.django_db(transaction=True)
def test_a_process_keeps_one_by_itself_when_somebody_writes(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.AUTOMATIC_VERSIONS = True
    world = people.world()
    document = old_document(world)
    asked: list[Any] = []
    monkeypatch.setattr(clock._thread, "submit", lambda work, part: asked.append((work, part)))
    assert clock.somebody_writes in watchers
    part = document.parts.get()
    for number in (1, 2):
        update = Typist(7 + number).types("Nowe. ")
        store_updates(part.pk, [incoming(update, msg_no=number, author=world.bob.pk)])
    ((work, told),) = asked
    thread = threading.Thread(target=work, args=[told])
    thread.start()
    thread.join()
    assert Version.objects.get().kind == Version.Kind.AUTOMATIC
    connection.close()

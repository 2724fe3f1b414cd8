"""To open, read and leave a draft writes nothing: neither into its log nor into its document."""

import pytest
from asgiref.sync import sync_to_async
from django.test import Client

from documents.drafts import protocol
from documents.drafts.actions import create_document
from documents.drafts.models import Document, Part, PartClient, PartUpdate
from tests.documents.conftest import Join
from tests.people import World

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "# Nagłówek\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- [ ] zadanie[^1]\n\n[^1]: Przypis.\n"


def _stored() -> list[object]:
    rows = [*PartUpdate.objects.order_by("pk").values_list("part", "seq", "update")]
    heads = [*Part.objects.order_by("pk").values_list("head_seq", "epoch")]
    return [*rows, *heads, *PartClient.objects.values_list(), *Document.objects.values_list("changed")]


async def test_opening_and_leaving_writes_nothing(world: World, join: Join) -> None:
    make = sync_to_async(create_document)
    made = await make(world.group, by=world.alice, title="Plan", parts=[("Cele", TEXT)])
    part = await made.parts.aget()
    before = await sync_to_async(_stored)()
    for person in (world.bob, world.olga, world.bob):
        socket = await join(person, part.pk)
        await socket.hear(protocol.HELLO)
        await socket.until(TEXT)
        await socket.leave()
    assert await sync_to_async(_stored)() == before


def test_every_page_of_a_document_writes_nothing(world: World, client: Client) -> None:
    made = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", TEXT)])
    client.force_login(world.bob)
    before = _stored()
    page = client.get(made.get_absolute_url())
    links = {link for link in page.content.decode().split('"') if link.startswith(made.get_absolute_url())}
    parts = [f"/parts/{made.parts.get().pk}/updates", f"/parts/{made.parts.get().pk}/updates?since=1"]
    opened = [client.get(link.replace("&amp;", "&")).status_code for link in sorted(links) + parts]
    assert opened.count(200) > 2
    assert _stored() == before

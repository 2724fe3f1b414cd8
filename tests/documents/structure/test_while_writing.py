"""Chapters change under the hands of people who write in them, over real sockets."""

import pytest
from asgiref.sync import sync_to_async

from documents.drafts import protocol
from documents.drafts.actions import create_document
from documents.drafts.models import Document, Part
from documents.drafts.projection import text_document
from documents.drafts.text.anchors import to_relative
from documents.structure.actions import join_parts, split_part
from tests.documents.conftest import Join
from tests.people import World

pytestmark = pytest.mark.django_db(transaction=True)
HEAD, TAIL = "Początek.", "\n\n### Koniec\n\nReszta."


@pytest.fixture
def document(world: World) -> Document:
    parts = [("Diagnoza", HEAD + TAIL), ("Cele", "Cel.")]
    return create_document(world.group, by=world.alice, title="Plan", parts=parts)


@sync_to_async
def divide(found: Part, world: World) -> Part:
    text = text_document(found.pk)[0]
    return split_part(found, by=world.alice, at=to_relative(text, text.text.index("Koniec")))


async def test_writers_of_a_divided_chapter_go_on_and_lose_nothing(
    world: World,
    document: Document,
    join: Join,
) -> None:
    found = await document.parts.select_related("document").aget(title="Diagnoza")
    bob = await join(world.bob, found.pk)
    await bob.until(HEAD + TAIL)
    await divide(found, world)
    await bob.types(" Dopisane na końcu.")  # he has not heard of it yet
    await bob.types("Na początku. ", at=0)
    while "Reszta" in bob.typist.document.text:
        await bob.hear(protocol.ROWS)
    assert bob.typist.document.text == "Na początku. Początek. Dopisane na końcu."
    new = await document.parts.aget(title="Koniec")
    other = await join(world.olga, new.pk)
    await other.until("Reszta.")


async def test_words_for_a_chapter_that_was_joined_meanwhile_are_refused_and_stay_with_their_author(
    world: World,
    document: Document,
    join: Join,
) -> None:
    first, second = [one async for one in document.parts.select_related("document")]
    bob = await join(world.bob, second.pk)
    await bob.until("Cel.")
    await sync_to_async(join_parts)(first, by=world.alice)
    told = await bob.hear(protocol.RIGHTS)
    assert not told["write"] and "koszu" in told["reason"]
    await bob.types(" Spóźnione.")
    assert (await bob.hear(protocol.REFUSED))["code"] in {"read_only", "locked"}
    assert bob.typist.document.text == "Cel. Spóźnione."
    assert await _texts(document) == {"Diagnoza": f"{HEAD}{TAIL}\n\n### Cele\n\nCel.\n"}


@sync_to_async
def _texts(document: Document) -> dict[str, str]:
    return {one.title: text_document(one.pk)[0].text for one in document.parts.all()}

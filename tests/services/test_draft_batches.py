"""Writing fast: what comes while a commit runs is stored by the next one together."""

import asyncio

from documents.drafts.actions import create_document
from documents.drafts.models import PartUpdate
from tests.people import world
from tests.services.draft_client import DraftClient
from tests.services.joining import session_cookie
from tests.services.stack import Stack

KEYSTROKES = 300


async def _type_at_once(client: DraftClient) -> None:
    async with asyncio.timeout(30), client:
        while not client.greeted:
            await asyncio.sleep(0.02)
        for _keystroke in range(KEYSTROKES):
            await client.type("a")
        await client.settled(0)


def test_keystrokes_that_come_during_a_commit_share_the_next(stack: Stack, db: None) -> None:
    people = world()
    part = create_document(people.group, by=people.alice, title="Plan", parts=[("Diagnoza", "")]).parts.get()
    client = DraftClient(part.pk, [stack.webs[0].sockets], session_cookie(people.alice))
    asyncio.run(_type_at_once(client))
    # one row a keystroke would mean one commit a keystroke
    assert PartUpdate.objects.filter(part=part).count() < KEYSTROKES / 3
    assert client.text == "a" * KEYSTROKES

"""Drafts on PostgreSQL and Redis with two processes: nothing acknowledged is ever lost, whoever is killed."""

import asyncio
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from documents.drafts.actions import create_document
from documents.drafts.models import Part, PartUpdate
from documents.drafts.projection import text_document
from groups.membership.actions import change_membership, end_membership
from groups.membership.models import Membership
from groups.roles import RoleKind
from kes.accounts.models import User
from tests.people import World
from tests.people import world as make_world
from tests.services.draft_client import DraftClient
from tests.services.joining import session_cookie
from tests.services.stack import Stack

LETTERS = "aąbcćdeęłńóśźż 😀\n"


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def part(world: World) -> Part:
    return create_document(world.group, by=world.alice, title="Plan", parts=[("Diagnoza", "")]).parts.get()


def _clients(stack: Stack, part: Part, *people: User) -> list[DraftClient]:
    servers = [web.sockets for web in stack.webs]
    return [
        DraftClient(part.pk, servers[n % 2 :] + servers[: n % 2], session_cookie(p))
        for n, p in enumerate(people)
    ]


def _head(part: Part) -> int:
    return Part.objects.values_list("head_seq", flat=True).get(pk=part.pk)


async def _off(work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Do something with the database in a thread and leave no connection behind."""

    def run() -> Any:
        try:
            return work(*arguments, **named)
        finally:
            connections.close_all()

    return await asyncio.to_thread(run)


async def _type(client: DraftClient, edits: int, pace: float) -> None:
    dice = random.Random(client.client)
    for _number in range(edits):
        if client.document.length > 4 and dice.random() < 0.2:
            await client.erase(dice.randrange(client.document.length - 1), 1)
        else:
            await client.type(dice.choice(LETTERS), dice.randrange(client.document.length + 1))
        await asyncio.sleep(pace)


async def _all_settled(part: Part, clients: list[DraftClient]) -> None:
    for client in clients:
        while client.outbox:
            await asyncio.sleep(0.05)
    head = await _off(_head, part)
    await asyncio.gather(*(client.settled(head) for client in clients))


async def _session(
    part: Part, clients: list[DraftClient], *disturbances: Callable[[], object], edits: int = 60
) -> None:
    async with asyncio.timeout(90):
        async with clients[0], clients[1], clients[2]:
            typing = asyncio.gather(*(_type(client, edits, 0.03) for client in clients))
            for disturb in disturbances:
                await asyncio.sleep(0.4)
                await _off(disturb)
            await typing
            await _all_settled(part, clients)


def _check(part: Part, clients: list[DraftClient]) -> None:
    connections.close_all()  # the database may have been killed under them
    stored, _seq = text_document(part.pk)
    assert [client.text for client in clients] == [stored.text] * len(clients)
    seqs = list(PartUpdate.objects.filter(part=part).order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, len(seqs) + 1))
    assert not any(client.refusals for client in clients)


def test_three_people_on_two_processes_end_with_one_text(stack: Stack, world: World, part: Part) -> None:
    clients = _clients(stack, part, world.alice, world.bob, world.alice)
    asyncio.run(_session(part, clients))
    _check(part, clients)
    assert text_document(part.pk)[0].length > 50


def test_a_killed_process_loses_nothing(stack: Stack, world: World, part: Part) -> None:
    clients = _clients(stack, part, world.alice, world.bob, world.alice)
    first, second = stack.webs
    asyncio.run(_session(part, clients, first.kill, first.start, second.kill, second.start, edits=120))
    _check(part, clients)
    assert sum(client.resent for client in clients) > 0


def test_a_killed_redis_loses_nothing(stack: Stack, world: World, part: Part) -> None:
    clients = _clients(stack, part, world.alice, world.bob, world.alice)
    asyncio.run(_session(part, clients, stack.redis.kill, stack.redis.start))
    _check(part, clients)


def test_a_killed_database_loses_nothing(stack: Stack, world: World, part: Part) -> None:
    clients = _clients(stack, part, world.alice, world.bob, world.alice)
    asyncio.run(_session(part, clients, stack.postgres.kill, stack.postgres.start, edits=80))
    _check(part, clients)


def test_a_reader_hears_and_cannot_write_and_a_removed_member_is_shut_out(
    stack: Stack, world: World, part: Part
) -> None:
    writer, reader = _clients(stack, part, world.bob, world.olga)

    async def run() -> None:
        async with writer, reader:
            await writer.type("Zażółć")
            await reader.until("Zażółć")
            await reader.type("!")
            while not reader.refusals:
                await asyncio.sleep(0.02)
            membership = await _off(Membership.objects.get, user=world.bob, group=world.group)
            await asyncio.to_thread(
                change_membership,
                membership,
                by=world.alice,
                role=RoleKind.OBSERVER,
                organisation=None,
                sector="",
            )
            await asyncio.sleep(0.5)
            await writer.type(" po odebraniu prawa")
            while not writer.refusals:
                await asyncio.sleep(0.02)
            await _off(end_membership, membership, by=world.alice)
            while not any(refusal["code"] == "no_access" for refusal in writer.refusals):
                await asyncio.sleep(0.02)

    asyncio.run(asyncio.wait_for(run(), 30))
    assert reader.refusals[0]["code"] == "read_only"
    assert writer.refusals[0]["code"] == "read_only"
    assert text_document(part.pk)[0].text == "Zażółć"

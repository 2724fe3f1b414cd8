"""A client of the live socket, in the process of the test."""

import asyncio
import json
from typing import Any

from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from kes.access import Visitor
from kes.accounts.models import User
from kes.live.consumer import LiveConsumer
from kes.live.events import record

SHORT_LIVED = {"presence", "typing"}


class Socket:
    def __init__(self, communicator: WebsocketCommunicator) -> None:
        self._communicator = communicator

    @classmethod
    async def open(cls, visitor: Visitor | None = None, query: str = "") -> "Socket":
        """Connect as the visitor, whose account is read anew as the server does it."""
        communicator = WebsocketCommunicator(LiveConsumer.as_asgi(), f"/ws/live?{query}")
        communicator.scope["user"] = (
            await User.objects.aget(pk=visitor.pk) if isinstance(visitor, User) else AnonymousUser()
        )
        await communicator.connect()
        return cls(communicator)

    async def subscribe(self, *topics: str, since: int | None = None) -> None:
        await self.say({"type": "subscribe", "topics": dict.fromkeys(topics, since)})

    async def say(self, message: Any) -> None:
        await self._communicator.send_to(
            text_data=message if isinstance(message, str) else json.dumps(message)
        )

    async def shout(self, data: bytes) -> None:
        await self._communicator.send_to(bytes_data=data)

    async def hear(self, kind: str = "") -> dict[str, Any]:
        """The next message; short-lived ones are passed over unless asked for."""
        while True:
            message = await self.hear_raw()
            if message["type"] == kind or (not kind and message["type"] not in SHORT_LIVED):
                return message

    async def hear_all(self, count: int) -> list[tuple[int, Any]]:
        """Number and `data["n"]` of the next events."""
        events = [await self.hear("event") for _ in range(count)]
        return [(event["seq"], event["data"]["n"]) for event in events]

    async def is_silent(self) -> bool:
        """Whether nothing arrives for a while, but who is here."""
        return set(await self.overheard()) <= {"presence"}

    async def overheard(self) -> list[str]:
        """The kinds of all messages that have come, or come within a moment."""
        await asyncio.sleep(0.25)
        heard = []
        while not self._communicator.output_queue.empty():
            heard.append((await self.hear_raw())["type"])
        return heard

    async def hear_raw(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(await self._communicator.receive_from(timeout=3))
        return message

    async def close_code(self) -> int:
        """The code with which the server closes."""
        while True:
            output = await self._communicator.receive_output(timeout=3)
            if output["type"] == "websocket.close":
                return int(output["code"])

    async def leave(self) -> None:
        await self._communicator.disconnect()


@sync_to_async
def happen(*topics: str, n: int = 0, by: User | None = None, kind: str = "test.happened") -> None:
    with transaction.atomic():
        record(kind, by=by, topics=topics, data={"n": n})

"""A client of the draft socket, in the process of the test."""

import json
from typing import Any
from uuid import UUID

from channels.testing import WebsocketCommunicator

from documents.drafts import protocol
from documents.drafts.consumer import DraftConsumer
from documents.drafts.text.lib0 import read_uint
from kes.accounts.models import User
from tests.documents.drafts.wire import Typist, hello, update_frame

JSON = {protocol.HELLO, protocol.REFUSED, protocol.RIGHTS}


class DraftSocket:
    """Somebody who has a part open: types, and hears what the server says."""

    def __init__(self, communicator: WebsocketCommunicator, client: int) -> None:
        self._communicator = communicator
        self.typist = Typist(client)
        self.sent = 0

    @classmethod
    async def open(cls, user: User, part: UUID) -> "DraftSocket":
        communicator = WebsocketCommunicator(DraftConsumer.as_asgi(), f"/ws/drafts/{part}")
        communicator.scope["user"] = await User.objects.aget(pk=user.pk)
        communicator.scope["url_route"] = {"kwargs": {"part": str(part)}}
        await communicator.connect()
        socket = cls(communicator, 1000 + user.pk)
        await communicator.send_to(bytes_data=hello(session=f"session-of-{user.pk:08d}"))
        return socket

    async def types(self, text: str, at: int | None = None) -> None:
        self.sent += 1
        await self._communicator.send_to(bytes_data=update_frame(self.sent, self.typist.types(text, at)))

    async def sends(self, frame: bytes) -> None:
        await self._communicator.send_to(bytes_data=frame)

    async def hear(self, kind: int) -> Any:
        """The JSON of the next frame of this kind; rows and states are taken in on the way."""
        while True:
            output = await self._communicator.receive_output(timeout=3)
            if output["type"] == "websocket.close":
                raise ConnectionError(output["code"])
            found, pos = read_uint(output["bytes"], 0)
            self._take_in(found, output["bytes"], pos)
            if found == kind:
                return (
                    json.loads(output["bytes"][read_uint(output["bytes"], pos)[1] :])
                    if kind in JSON
                    else None
                )

    async def until(self, text: str) -> None:
        while self.typist.document.text != text:
            await self.hear(protocol.ROWS)

    async def leave(self) -> None:
        await self._communicator.disconnect()

    def _take_in(self, kind: int, frame: bytes, pos: int) -> None:
        if kind == protocol.STATE:
            pos = read_uint(frame, pos)[1]
            self.typist.hears(frame[read_uint(frame, pos)[1] :])
        elif kind == protocol.ROWS:
            count, pos = read_uint(frame, pos)
            for _row in range(count):
                pos = read_uint(frame, pos)[1]
                size, pos = read_uint(frame, pos)
                self.typist.hears(frame[pos : pos + size])
                pos += size

"""A client of the draft socket for the service tests: an outbox, resending, asking for what is missing."""

import asyncio
import contextlib
import json
import secrets
from uuid import UUID

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from documents.drafts import protocol
from documents.drafts.text import TextDocument
from documents.drafts.text.edit import delete, insert
from documents.drafts.text.lib0 import read_uint


class DraftClient:
    """Types into one part, over any of several servers; keeps what is not acknowledged and sends it again."""

    def __init__(self, part: UUID, servers: list[str], cookie: str) -> None:
        self.addresses = [f"{server}/ws/drafts/{part}" for server in servers]
        self.headers = {"Cookie": cookie, "Origin": servers[0].replace("ws", "http", 1)}
        self.session = secrets.token_hex(12)
        self.client = secrets.randbits(31)
        self.document = TextDocument()
        self.outbox: dict[int, bytes] = {}
        self.numbers = 0
        self.seq = 0  # every row up to here is applied
        self.ahead: set[int] = set()
        self.head = 0
        self.refusals: list[dict[str, str]] = []
        self.resent = 0
        self.greeted: dict[str, object] = {}
        self._socket: ClientConnection | None = None
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "DraftClient":
        self._task = asyncio.create_task(self._live())
        return self

    async def __aexit__(self, *_failure: object) -> None:
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    @property
    def text(self) -> str:
        return self.document.text

    async def type(self, text: str, at: int | None = None) -> None:
        place = self.document.length if at is None else min(at, self.document.length)
        await self._sends(insert(self.document, place, text, self.client))

    async def erase(self, at: int, length: int) -> None:
        await self._sends(delete(self.document, at, length))

    async def settled(self, head: int, *, within: float = 20) -> None:
        """Wait until everything typed is acknowledged and everything up to `head` is here."""
        async with asyncio.timeout(within):
            while self.outbox or self.seq < head:
                if self._socket and self.seq < head:
                    await self._say(protocol._frame(protocol.SINCE, self.seq))
                await asyncio.sleep(0.05)

    async def until(self, text: str, *, within: float = 10) -> None:
        async with asyncio.timeout(within):
            while self.text != text:
                await asyncio.sleep(0.02)

    async def _sends(self, update: bytes) -> None:
        self.numbers += 1
        self.outbox[self.numbers] = update
        await self._say(protocol._frame(protocol.UPDATE, self.numbers, body=update))

    async def _say(self, frame: bytes) -> None:
        if self._socket:
            with contextlib.suppress(WebSocketException, OSError):
                await self._socket.send(frame)

    async def _live(self) -> None:
        turn = secrets.randbelow(len(self.addresses))
        while True:
            turn += 1
            address = self.addresses[turn % len(self.addresses)]
            with contextlib.suppress(WebSocketException, OSError, TimeoutError):
                async with connect(
                    address, additional_headers=self.headers, open_timeout=5, max_size=None
                ) as socket:
                    await self._converse(socket)
            self._socket = None
            await asyncio.sleep(0.1)

    async def _converse(self, socket: ClientConnection) -> None:
        epoch = str(self.greeted.get("epoch", ""))
        await socket.send(protocol.hello(v=1, session=self.session, since=self.seq, epoch=epoch))
        async for frame in socket:
            assert isinstance(frame, bytes)
            await self._hear(socket, frame)

    async def _hear(self, socket: ClientConnection, frame: bytes) -> None:
        kind, pos = read_uint(frame, 0)
        if kind == protocol.HELLO:
            self.greeted = json.loads(frame[read_uint(frame, pos)[1] :])
            self._socket = socket
            self.resent += len(self.outbox)
            for number, update in sorted(self.outbox.items()):
                await socket.send(protocol._frame(protocol.UPDATE, number, body=update))
        elif kind == protocol.ACK:
            number, pos = read_uint(frame, pos)
            seq, _pos = read_uint(frame, pos)
            for done in [known for known in self.outbox if known <= number]:
                del self.outbox[done]
            self._note(seq)
        elif kind == protocol.STATE:
            seq, pos = read_uint(frame, pos)
            size, pos = read_uint(frame, pos)
            self.document.apply(frame[pos : pos + size])
            self.seq = max(self.seq, seq)
        elif kind == protocol.ROWS:
            self._rows(frame, pos)
        elif kind == protocol.REFUSED:
            self.refusals.append(json.loads(frame[read_uint(frame, pos)[1] :]))

    def _rows(self, frame: bytes, pos: int) -> None:
        count, pos = read_uint(frame, pos)
        for _number in range(count):
            seq, pos = read_uint(frame, pos)
            size, pos = read_uint(frame, pos)
            self.document.apply(frame[pos : pos + size])
            pos += size
            self._note(seq)

    def _note(self, seq: int) -> None:
        if seq > self.seq:
            self.ahead.add(seq)
        while self.seq + 1 in self.ahead:
            self.seq += 1
            self.ahead.discard(self.seq)

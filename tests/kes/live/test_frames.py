"""Frames on the short way: written as autobahn would write them, read as autobahn would read them."""

import asyncio
import random
from functools import partial
from typing import Any

import pytest
from autobahn.websocket.protocol import WebSocketServerProtocol as Autobahn
from daphne.ws_protocol import WebSocketFactory
from twisted.internet.testing import StringTransport

from kes.live.frames import READ, WRITE, Frame, Protocol, offer
from kes.live.socket import Socket

SIZES = (0, 1, 125, 126, 127, 65_535, 65_536, 200_000)


class Server:
    """What Daphne's protocol asks of its server; it keeps what arrives."""

    root_path = ""

    def protocol_disconnected(self, _protocol: object) -> None: ...

    def log_action(self, *_about: object) -> None: ...


class Wire(StringTransport):
    def unregisterProducer(self) -> None:  # noqa: N802  Twisted's name
        """Daphne registers one, autobahn takes it away; neither matters here."""


def opened() -> tuple[Protocol, list[Any]]:
    """A protocol after its handshake, and what it hands on."""
    factory = WebSocketFactory(Server())
    factory.setProtocolOptions(maxMessagePayloadSize=1 << 20, maxFramePayloadSize=1 << 20)
    protocol = Protocol()
    protocol.factory, heard = factory, []
    protocol.makeConnection(Wire())  # type: ignore[no-untyped-call]
    protocol.state, protocol.websocket_version = Protocol.STATE_OPEN, 13
    protocol.inside_message, protocol.current_frame, protocol._perMessageCompress = False, None, None
    protocol.client_addr, protocol.server = None, Server()
    protocol.onMessage = lambda payload, binary: heard.append((payload, binary))
    return protocol, heard


def from_client(payload: bytes, *, first: int = 0x82, mask: bytes = b"\x11\xfe\x00\x7a") -> bytes:
    size = len(payload)
    if size < 126:
        head = bytes((first, 0x80 | size))
    elif size < 65_536:
        head = bytes((first, 0x80 | 126)) + size.to_bytes(2)
    else:
        head = bytes((first, 0x80 | 127)) + size.to_bytes(8)
    return head + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("binary", [True, False])
def test_a_frame_is_written_as_autobahn_writes_it(size: int, binary: bool) -> None:
    text = ("zażółć" * size)[:size]
    protocol, _heard = opened()
    protocol.sendMessage(b"\x07" * size if binary else text.encode(), binary)
    theirs = protocol.transport.value()
    protocol.transport.clear()
    protocol.write_frame(Frame(b"\x07" * size if binary else text))
    assert protocol.transport.value() == theirs


def test_nothing_is_written_to_a_socket_that_closes() -> None:
    protocol, _heard = opened()
    protocol.state = Protocol.STATE_CLOSING
    protocol.write_frame(Frame(b"too late"))
    assert protocol.transport.value() == b""


@pytest.mark.parametrize("seed", range(40))
def test_whatever_comes_in_whatever_pieces_is_read_as_autobahn_reads_it(seed: int) -> None:
    dice = random.Random(seed)
    sent, wire = [], b""
    for _number in range(30):
        payload = dice.randbytes(
            dice.choice((0, 1, 5, 40, 125, 126, 300, 70_000 if dice.random() < 0.1 else 9))
        )
        kind = dice.randrange(4)
        mask = dice.randbytes(4)
        if kind < 2:
            wire += from_client(payload, mask=mask)
        elif kind == 2 and len(payload) > 1:  # in two fragments
            wire += from_client(payload[:1], first=0x02, mask=mask) + from_client(payload[1:], first=0x80)
        else:
            payload = payload.hex().encode()
            wire += from_client(payload, first=0x81, mask=mask) + from_client(b"ping", first=0x89)
        sent.append((payload, kind < 2 or (kind == 2 and len(payload) > 1)))
    protocol, heard = opened()
    pos = 0
    while pos < len(wire):
        step = dice.choice((1, 2, 7, 50, 1000, 100_000))
        protocol.dataReceived(wire[pos : pos + step])
        pos += step
    assert [payload for payload, _binary in heard] == [payload for payload, _binary in sent]


@pytest.mark.parametrize(
    "bad",
    [
        from_client(b"x", first=0xC2),  # a reserved bit
        from_client(b"x", first=0x83),  # a kind that does not exist
        b"\x82\x01x",  # not masked
        bytes((0x82, 0xFE)) + (3).to_bytes(2) + b"\0\0\0\0abc",  # a length written longer than it need be
        from_client(b"\xff", first=0x81),  # text that is none
    ],
)
def test_a_violation_is_met_by_autobahn(bad: bytes) -> None:
    protocol, heard = opened()
    protocol.dataReceived(from_client(b"good") + bad)
    assert heard == [(b"good", True)]
    assert protocol.wasNotCleanReason or protocol.failedByMe


def test_the_application_is_told_of_the_short_way_only_where_there_is_one() -> None:
    class Sender:
        def __init__(self, *args: object) -> None:
            self.args = args

    protocol, _heard = opened()
    scope: dict[str, Any] = {"extensions": {"other": {}}}
    offer(scope, Sender(protocol))
    assert scope["extensions"] == {"other": {}, WRITE: protocol.write_frame, READ: protocol.read_with}
    for sender in (Sender(), Sender(Autobahn()), lambda message: None):
        plain: dict[str, Any] = {}
        offer(plain, sender)
        assert plain == {}


@pytest.mark.parametrize("payload, kind", [(b"\x01", "bytes"), ("ż", "text")])
async def test_under_another_server_frames_go_the_ordinary_way(payload: bytes | str, kind: str) -> None:
    sent = []

    class Echo(Socket):
        async def websocket_receive(self, message: dict[str, Any]) -> None:
            await self.send_frame(Frame(payload))

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    arriving: list[dict[str, Any]] = [
        {"type": "websocket.receive"},
        {"type": "websocket.disconnect", "code": 1000},
    ]

    async def receive() -> dict[str, Any]:
        return arriving.pop(0)

    await Echo.as_asgi()({"type": "websocket"}, receive, send)
    assert sent == [{"type": "websocket.send", kind: payload}]


class Diary(Socket):
    """Notes what it is told and how: numbers below 100 at once, others after some waiting."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[int] = []
        self.at_once: list[int] = []

    def take(self, message: bytes) -> dict[str, Any] | None:
        (number,) = message
        if number >= 100:
            return {"type": "diary.slow", "number": number}
        self.told.append(number)
        self.at_once.append(number)
        return None

    async def diary_slow(self, message: dict[str, Any]) -> None:
        await _turns(3)
        self.told.append(message["number"])

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        number = int(text_data) if text_data else (bytes_data or b"")[0]
        await self.diary_slow({"number": number})


async def _turns(number: int) -> None:
    for _turn in range(number):
        await asyncio.sleep(0)


async def _kept(pieces: list[bytes], pauses: list[int]) -> Diary:
    """The diary of a socket that was sent these pieces of wire, with so many turns of the loop after each."""
    protocol, _heard = opened()
    del protocol.onMessage
    protocol.application_queue = asyncio.Queue()
    scope: dict[str, Any] = {"type": "websocket"}
    diary = Diary()
    send = partial(_nothing, protocol)
    offer(scope, send)
    socket = asyncio.create_task(diary(scope, protocol.application_queue.get, send))
    await asyncio.sleep(0)
    for piece, pause in zip(pieces, pauses, strict=True):
        protocol.dataReceived(piece)
        await _turns(pause)
    protocol.application_queue.put_nowait({"type": "websocket.disconnect", "code": 1000})
    await socket
    return diary


async def _nothing(_protocol: Protocol, _message: object) -> None: ...


async def test_what_needs_no_waiting_is_done_in_the_turn_in_which_it_arrives() -> None:
    diary = await _kept([from_client(b"\x01") + from_client(b"\x02"), from_client(b"\x03")], [0, 0])
    assert diary.at_once == diary.told == [1, 2, 3]


async def test_what_arrives_behind_something_that_waits_waits_too() -> None:
    diary = await _kept([from_client(b"\x01") + from_client(b"\x64") + from_client(b"\x02")], [0])
    assert (diary.at_once, diary.told) == ([1], [1, 100, 2])


async def test_a_socket_that_is_muted_is_told_nothing() -> None:
    protocol, _heard = opened()
    del protocol.onMessage
    protocol.application_queue = asyncio.Queue()
    taken: list[bytes] = []
    protocol.read_with(taken.append)
    protocol.muted = True
    protocol.dataReceived(from_client(b"\x01"))
    assert not taken and protocol.application_queue.empty()


@pytest.mark.parametrize("seed", range(40))
async def test_messages_keep_their_order_however_they_are_taken(seed: int) -> None:
    dice = random.Random(seed)
    numbers = [dice.choice((dice.randrange(100), dice.randrange(100, 200))) for _number in range(60)]
    frames = [
        from_client(bytes((number,)))
        if dice.random() < 0.7
        else from_client(str(number).encode(), first=0x81)
        for number in numbers
    ]
    pieces = []
    while frames:
        together = dice.randrange(1, 4)
        pieces.append(b"".join(frames[:together]))
        frames = frames[together:]
    diary = await _kept(pieces, [dice.choice((0, 1, 2, 300)) for _piece in pieces])
    assert diary.told == numbers

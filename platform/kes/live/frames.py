"""WebSocket frames made once for all who get them, and a short way to the wire where the server is Daphne.

Daphne hands a message through five calls, builds its frame for each socket anew, and writes it in a later
turn of the event loop: a message to five hundred sockets spends most of its time there. `Protocol` takes a
frame that is ready and writes it at once. Reading is the same story: autobahn takes a dozen steps for a
keystroke's small frame, so whole small binary frames are read here, and handed to the application in the same
turn if it waits for nothing else. Everything else (text, fragments, large and control frames, closing,
violations) is left to Daphne and autobahn, and under another server all of it is.
"""

import time
from collections.abc import Callable
from typing import Any, TypeAlias

from daphne.ws_protocol import WebSocketProtocol
from twisted.internet.abstract import FileDescriptor

# Extensions of the ASGI scope: a function that writes a frame, and one that is given a `Taker`.
WRITE, READ = "kes.write", "kes.read"
BINARY = 0x82  # the last and only frame of a binary message
SMALL = 126  # lengths from here on are written in two more bytes, and from LARGE on in eight
LARGE = 1 << 16

# Takes a binary message at once, and returns the ASGI message of what is left to do of it, or None. It is
# asked only when no message before it waits.
Taker: TypeAlias = Callable[[bytes], dict[str, Any] | None]


class Frame:
    """A message: `payload` as the application knows it, `wire` as servers send it."""

    __slots__ = ("_wire", "payload")

    def __init__(self, payload: bytes | str) -> None:
        self.payload = payload
        self._wire = b""

    @property
    def wire(self) -> bytes:
        if not self._wire:
            self._wire = _framed(self.payload)
        return self._wire


class Protocol(WebSocketProtocol):  # type: ignore[misc]
    """Daphne's side of a socket; `kes.asgi` puts it in the place of Daphne's own."""

    _taker: Taker | None = None

    def dataReceived(self, data: bytes) -> None:  # noqa: N802  Twisted's name
        if self._between_messages():
            data = self._read_small(data)
        if data:
            super().dataReceived(data)

    def write_frame(self, frame: Frame) -> None:
        """Send at once, behind what waits to be sent if anything does; nothing once the socket is closing."""
        if self.state != self.STATE_OPEN:
            return
        wire, transport = frame.wire, self.transport
        if isinstance(transport, FileDescriptor) and not (transport.dataBuffer or transport._tempDataBuffer):
            sent = transport.writeSomeData(wire)
            # an error is met again, and dealt with, by the ordinary way
            wire = wire[sent:] if isinstance(sent, int) else wire
        if wire:
            transport.write(wire)

    def read_with(self, taker: Taker) -> None:
        self._taker = taker

    def _between_messages(self) -> bool:
        return (
            self.state == self.STATE_OPEN
            and not self.data
            and self.current_frame is None
            and not self.inside_message
            and not self.autoPingTimeoutCall  # any sign of life ends the wait for a pong, which is autobahn's
        )

    def _read_small(self, data: bytes) -> bytes:
        """Hand on the whole small binary messages that `data` begins with; the rest."""
        pos, end = 0, len(data)
        while end - pos >= 6 and data[pos] == BINARY and self.state == self.STATE_OPEN:
            length, start = data[pos + 1] - 0x80, pos + 6  # clients set the first bit: what follows is masked
            if length == SMALL:
                length, start = int.from_bytes(data[pos + 2 : pos + 4]), pos + 8
                if length < SMALL:
                    break
            elif not 0 <= length < SMALL:
                break
            if start + length > end:
                break
            self._hand_on(_unmasked(data[start : start + length], data[start - 4 : start]))
            pos = start + length
        return data[pos:]

    def _hand_on(self, message: bytes) -> None:
        if self._taker is None or self.muted or not self.application_queue.empty():
            self.onMessage(message, True)
            return
        self.last_ping = time.time()  # as Daphne does: the client lives
        if left := self._taker(message):
            self.application_queue.put_nowait(left)


def offer(scope: dict[str, Any], send: Any) -> None:
    """Tell the application of the short way, where there is one: Daphne's `send` knows its protocol."""
    protocol = next(iter(getattr(send, "args", ())), None)
    if isinstance(protocol, Protocol):
        ways = {WRITE: protocol.write_frame, READ: protocol.read_with}
        scope["extensions"] = {**scope.get("extensions", {}), **ways}


def _framed(payload: bytes | str) -> bytes:
    first, body = (BINARY, payload) if isinstance(payload, bytes) else (0x81, payload.encode())
    size = len(body)
    if size < SMALL:
        return bytes((first, size)) + body
    if size < LARGE:
        return bytes((first, SMALL)) + size.to_bytes(2) + body
    return bytes((first, SMALL + 1)) + size.to_bytes(8) + body


def _unmasked(body: bytes, mask: bytes) -> bytes:
    """All at once as one large number: as fast as any loop in C, without one."""
    size = len(body)
    pad = (mask * (size // 4 + 1))[:size]
    return (int.from_bytes(body) ^ int.from_bytes(pad)).to_bytes(size)

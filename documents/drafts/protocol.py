"""Frames of the draft socket: the y-websocket protocol, and KES's own types on top of it.

A frame is a varUint type and its payload in lib0 encoding. Types 0-3 are those of npm `y-websocket`; types
from 64 on are sent only to clients that said HELLO, so that a standard client never meets them. See
docs/protocol.md.
"""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from documents.drafts.text.lib0 import Malformed, read_uint, write_uint

SYNC, AWARENESS, AUTH, QUERY_AWARENESS = 0, 1, 2, 3
STEP1, STEP2, STEP_UPDATE = 0, 1, 2
HELLO, UPDATE, ACK, ROWS, REFUSED, SINCE, HEAD, STATE, RIGHTS = range(64, 73)

Row = tuple[int, bytes]  # seq, update


class Message(NamedTuple):
    """A frame from a client. `number` is a step of SYNC, a msg_no or a seq."""

    kind: int
    number: int = 0
    body: bytes = b""
    data: dict[str, Any] = {}


def read(frame: bytes) -> Message:
    """Raises Malformed for anything that is not a whole frame of a known type."""
    kind, pos = read_uint(frame, 0)
    number, body, data = 0, b"", {}
    if kind in (SYNC, UPDATE):
        number, pos = read_uint(frame, pos)
        body, pos = _bytes(frame, pos)
    elif kind == AWARENESS:
        body, pos = _bytes(frame, pos)
    elif kind == HELLO:
        raw, pos = _bytes(frame, pos)
        data = _json(raw)
    elif kind == SINCE:
        number, pos = read_uint(frame, pos)
    elif kind not in (QUERY_AWARENESS, HEAD):
        raise Malformed(f"messages of type {kind} are not known")
    if pos != len(frame):
        raise Malformed("bytes after the end of the message")
    return Message(kind, number, body, data)


def sync(step: int, body: bytes) -> bytes:
    return _frame(SYNC, step, body=body)


def awareness(body: bytes) -> bytes:
    return _frame(AWARENESS, body=body)


def denied(reason: str) -> bytes:
    return _frame(AUTH, 0, body=reason.encode())


def hello(**data: object) -> bytes:
    return _frame(HELLO, body=_text(data))


def ack(msg_no: int, seq: int) -> bytes:
    return _frame(ACK, msg_no, seq)


def rows(items: Iterable[Row]) -> bytes:
    items = list(items)
    out = bytearray()
    write_uint(out, ROWS)
    write_uint(out, len(items))
    for seq, update in items:
        write_uint(out, seq)
        write_uint(out, len(update))
        out += update
    return bytes(out)


def refused(code: str, reason: str, msg_no: int | None = None) -> bytes:
    return _frame(REFUSED, body=_text({"msg_no": msg_no, "code": code, "reason": reason}))


def head(seq: int) -> bytes:
    return _frame(HEAD, seq)


def state(seq: int, update: bytes) -> bytes:
    return _frame(STATE, seq, body=update)


def rights(*, write: bool, reason: str) -> bytes:
    return _frame(RIGHTS, body=_text({"write": write, "reason": reason}))


def vector(clocks: dict[int, int]) -> bytes:
    """A state vector as Yjs encodes it."""
    out = bytearray()
    write_uint(out, len(clocks))
    for client in sorted(clocks, reverse=True):
        write_uint(out, client)
        write_uint(out, clocks[client])
    return bytes(out)


def _frame(kind: int, *numbers: int, body: bytes | None = None) -> bytes:
    out = bytearray()
    for number in (kind, *numbers):
        write_uint(out, number)
    if body is not None:
        write_uint(out, len(body))
        out += body
    return bytes(out)


def _bytes(frame: bytes, pos: int) -> tuple[bytes, int]:
    size, pos = read_uint(frame, pos)
    body = frame[pos : pos + size]
    if len(body) != size:
        raise Malformed("the message is cut short")
    return body, pos + size


def _text(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, default=str).encode()


def _json(raw: bytes) -> dict[str, Any]:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON") from error
    if not isinstance(data, dict):
        raise Malformed("not a JSON object")
    return data

"""Awareness (who is where in the text): read, stamped with the true name, written again.

Other people's browsers must not be told a name, a colour or anything else that the sender made up: of a state
only the cursor is kept, and the server adds the user. Format: y-protocols `awareness.js`.
"""

import json
from typing import Any, NamedTuple

from documents.drafts.text.lib0 import MAX_NUMBER, Malformed, read_uint, write_uint

LONGEST = 4096  # bytes of one client's state
MOST = 4  # clients of one socket
MOST_TOLD = 200  # states in a message: standard clients send on what they hear of others
# backgrounds with dark text on them keep a contrast of at least 4.5 : 1
COLOURS = ("#b45309", "#0f766e", "#1d4ed8", "#7e22ce", "#be123c", "#3f6212", "#0e7490", "#a21caf")


class State(NamedTuple):
    """One client's state; `state` None means that it left."""

    client: int
    clock: int
    state: dict[str, Any] | None


def read(body: bytes) -> list[State]:
    """Raises Malformed."""
    count, pos = read_uint(body, 0)
    if count > MOST_TOLD:
        raise Malformed("too many awareness states")
    states = []
    for _number in range(count):
        client, pos = read_uint(body, pos)
        clock, pos = read_uint(body, pos)
        size, pos = read_uint(body, pos)
        raw = body[pos : pos + size]
        pos += size
        if len(raw) != size or size > LONGEST:
            raise Malformed("an awareness state is cut short or too long")
        states.append(State(client, clock, _parsed(raw)))
    if pos != len(body):
        raise Malformed("bytes after the awareness states")
    return states


def write(states: list[State]) -> bytes:
    out = bytearray()
    write_uint(out, len(states))
    for client, clock, state in states:
        raw = json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode()
        write_uint(out, client)
        write_uint(out, clock)
        write_uint(out, len(raw))
        out += raw
    return bytes(out)


def stamp(state: State, *, user: int, name: str) -> State:
    """Keep the cursor if it is two relative positions, add who it is."""
    if state.state is None:
        return state
    hue = user % len(COLOURS)
    who = {
        "id": user,
        "name": name,
        "color": COLOURS[hue],
        "colorLight": COLOURS[hue] + "33",
        "colorIndex": hue,
    }
    return State(state.client, state.clock, {"user": who, "cursor": _cursor(state.state.get("cursor"))})


def _cursor(cursor: object) -> dict[str, Any] | None:
    if not isinstance(cursor, dict) or set(cursor) != {"anchor", "head"}:
        return None
    if not all(_is_position(end) for end in cursor.values()):
        return None
    return cursor


def _is_position(value: object) -> bool:
    if not isinstance(value, dict) or not set(value) <= {"type", "tname", "item", "assoc"}:
        return False
    item = value.get("item")
    return (
        value.get("type") is None
        and value.get("tname") in (None, "text")
        and value.get("assoc", 0) in (-1, 0, 1)
        and (item is None or (isinstance(item, dict) and set(item) == {"client", "clock"} and _ids(item)))
    )


def _ids(item: dict[str, Any]) -> bool:
    return all(isinstance(number, int) and 0 <= number <= MAX_NUMBER for number in item.values())


def _parsed(raw: bytes) -> dict[str, Any] | None:
    try:
        state = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Malformed("an awareness state is not JSON") from error
    if state is not None and not isinstance(state, dict):
        raise Malformed("an awareness state is not an object")
    return state

"""What a client may say on the live socket, checked before anything is done with it."""

import json
import re
from typing import Any

LONGEST = 16 * 1024  # characters of one message
LONGEST_NAME = 90
PLACE = re.compile(r"[\w-]{0,40}")  # where in a topic somebody is: the id of a chapter


def read(text: str | None) -> dict[str, Any]:
    """Parse and check one message; raise ValueError when it is not one of ours."""
    if text is None or len(text) > LONGEST:
        raise ValueError("no text, or too long")
    try:
        message = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply")
    if not isinstance(message, dict) or not _known(message):
        raise ValueError("not a message of ours")
    return message


def _known(message: dict[str, Any]) -> bool:
    match message:
        case {"type": "subscribe", "topics": dict() as topics}:
            return all(_name(name) and _number(seq) for name, seq in topics.items())
        case {"type": "unsubscribe", "topics": list() as names}:
            return all(_name(name) for name in names)
        case {"type": "typing", "topic": topic}:
            return _name(topic)
        case {"type": "place", "topic": topic, "place": place}:
            return _name(topic) and isinstance(place, str) and bool(PLACE.fullmatch(place))
        case _:
            return message.get("type") == "ping"


def _name(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_NAME


def _number(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53)

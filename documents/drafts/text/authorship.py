"""Who typed what: the visible text in runs of one client."""

from typing import NamedTuple

from .document import TextDocument


class Run(NamedTuple):
    """UTF-16 units. The character at `start + n` has the id (client, clock + n)."""

    start: int
    length: int
    client: int
    clock: int


def runs(doc: TextDocument) -> list[Run]:
    """In reading order, without gaps; a client's neighbouring runs are one when their clocks go on."""
    result: list[Run] = []
    start = 0
    for item in doc.items():
        if item.text is None:
            continue
        last = result[-1] if result else None
        if last and last.client == item.client and last.clock + last.length == item.clock:
            result[-1] = last._replace(length=last.length + item.length)
        else:
            result.append(Run(start, item.length, item.client, item.clock))
        start += item.length
    return result

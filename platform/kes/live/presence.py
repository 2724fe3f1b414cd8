"""Who is here now, and who is typing: short-lived, never stored, exchanged between processes.

Each process tells its own people of a topic; the others keep that list for `FORGET` seconds, so a killed
process's people fade by themselves. Comings and goings are gathered for `GATHER` seconds, so that five
hundred people who come back at once cost a few messages each and not five hundred.
"""

import asyncio
import contextlib
import logging
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kes.text import person_key

if TYPE_CHECKING:
    from kes.live.hub import Hub
    from kes.live.listeners import Listener

logger = logging.getLogger(__name__)
GATHER = 0.2  # seconds
BEAT = 10.0  # seconds
FORGET = 25.0  # seconds
MOST = 30  # people named in one message; `total` counts them all
SHOWN = ("thread", "document", "consultation")  # kinds of topics that show who is here

Person = dict[str, Any]


class Presence:
    def __init__(self, hub: "Hub") -> None:
        self._hub = hub
        self._elsewhere: dict[str, dict[str, tuple[float, list[Person]]]] = defaultdict(dict)
        self._to_tell: set[str] = set()  # topics whose list the other processes need
        self._to_show: set[str] = set()  # topics whose list our own listeners need
        self._asked: set[str] = set()  # topics whose people elsewhere we have asked for
        self._due = asyncio.Event()

    def join(self, topic: str) -> None:
        self._changed(topic)

    def leave(self, topic: str) -> None:
        self._changed(topic)

    def forget(self, topic: str) -> None:
        """Nobody here listens any more."""
        self._elsewhere.pop(topic, None)
        self._asked.discard(topic)

    async def typing(self, topic: str, listener: "Listener") -> None:
        message = {"type": "typing", "topic": topic, "who": person(listener)}
        await self._hub.broadcast(topic, message, but=listener)
        await self._hub.publish(topic, message)

    async def hear(self, message: dict[str, Any]) -> None:
        """A message of another process."""
        topic = message["topic"]
        if message["type"] == "typing":
            await self._hub.broadcast(topic, {key: message[key] for key in ("type", "topic", "who")})
        elif message["type"] == "presence" and self._hub.listeners.get(topic):
            self._elsewhere[topic][message["from"]] = (time.monotonic(), message["people"])
            if message["asks"]:
                self._to_tell.add(topic)
            self._show_soon(topic)

    async def beat(self) -> None:
        refreshed = time.monotonic()
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(BEAT):
                    await self._due.wait()
            await asyncio.sleep(GATHER)
            if time.monotonic() - refreshed >= BEAT:
                refreshed = time.monotonic()
                self._refresh()
            try:
                await self._tell_all()
            except Exception:
                logger.exception("who is here could not be told")

    async def _tell_all(self) -> None:
        self._due.clear()
        to_tell, self._to_tell = self._to_tell, set()
        to_show, self._to_show = self._to_show, set()
        for topic in to_tell:
            message = {"type": "presence", "topic": topic, "people": self._here(topic)}
            await self._hub.publish(topic, message | {"asks": topic not in self._asked})
            self._asked.add(topic)
        for topic in to_show:
            people = self._everybody(topic)
            shown: dict[str, Any] = {"people": people[:MOST], "total": len(people)}
            await self._hub.broadcast(topic, {"type": "presence", "topic": topic, **shown})

    def _refresh(self) -> None:
        """Say again who is here, and drop the people of processes that have fallen silent."""
        self._to_tell |= {topic for topic in self._hub.listeners if _shown(topic)}
        for topic, lists in self._elsewhere.items():
            silent = [name for name, (heard, _) in lists.items() if time.monotonic() - heard > FORGET]
            for name in silent:
                del lists[name]
                self._to_show.add(topic)

    def _changed(self, topic: str) -> None:
        if _shown(topic):
            self._to_tell.add(topic)
            self._show_soon(topic)

    def _show_soon(self, topic: str) -> None:
        self._to_show.add(topic)
        self._due.set()

    def _everybody(self, topic: str) -> list[Person]:
        people = _joined(self._here(topic))
        for _heard, others in self._elsewhere.get(topic, {}).values():
            people = _joined([*people.values(), *others])
        return sorted(people.values(), key=lambda who: (person_key(who["name"]), who["id"]))

    def _here(self, topic: str) -> list[Person]:
        listeners = self._hub.listeners.get(topic, {})
        tabs = [one for one in listeners if one.visitor.is_authenticated]
        return list(_joined([_placed(one, topic) for one in tabs]).values())


def person(listener: "Listener") -> Person:
    who: Any = listener.visitor
    return {"id": who.pk, "name": str(who), "initials": who.initials, "hue": who.hue}


def _placed(listener: "Listener", topic: str) -> Person:
    place = listener.places.get(topic)
    return person(listener) | {"places": [place] if place else []}


def _joined(people: list[Person]) -> dict[int, Person]:
    """Somebody with several tabs is one person in several places."""
    found: dict[int, Person] = {}
    for who in people:
        before = found.get(who["id"], {}).get("places", [])
        found[who["id"]] = who | {"places": sorted({*before, *who.get("places", [])})}
    return found


def _shown(topic: str) -> bool:
    return topic.partition(".")[0] in SHOWN

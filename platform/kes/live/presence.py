"""Who is here now, and who is typing: short-lived, never stored, exchanged between processes.

Each process tells its own people of a topic; the others keep that list for `FORGET` seconds, so a killed
process's people fade by themselves.
"""

import asyncio
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kes.live.hub import Hub, Listener

BEAT = 10  # seconds
FORGET = 25  # seconds
SHOWN = ("thread", "document", "consultation")  # kinds of topics that show who is here

Person = dict[str, Any]


class Presence:
    def __init__(self, hub: "Hub") -> None:
        self._hub = hub
        self._elsewhere: dict[str, dict[str, tuple[float, list[Person]]]] = defaultdict(dict)

    async def join(self, topic: str, listener: "Listener") -> None:
        if _shown(topic) and listener.visitor.is_authenticated:
            await self._tell(topic)
            await self._hub.publish(topic, {"type": "presence.ask", "topic": topic})
        elif _shown(topic):
            await self._show(topic)

    async def leave(self, topic: str, listener: "Listener") -> None:
        if _shown(topic) and listener.visitor.is_authenticated:
            await self._tell(topic)

    async def typing(self, topic: str, listener: "Listener") -> None:
        message = {"type": "typing", "topic": topic, "who": person(listener)}
        await self._hub.broadcast(topic, message, but=listener)
        await self._hub.publish(topic, message)

    async def hear(self, message: dict[str, Any]) -> None:
        """A message of another process."""
        topic = message["topic"]
        if message["type"] == "presence":
            self._elsewhere[topic][message["from"]] = (time.monotonic(), message["people"])
            await self._show(topic)
        elif message["type"] == "presence.ask":
            await self._hub.publish(topic, {"type": "presence", "topic": topic, "people": self._here(topic)})
        elif message["type"] == "typing":
            await self._hub.broadcast(topic, {key: message[key] for key in ("type", "topic", "who")})

    async def beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            for topic in [name for name in self._hub.listeners if _shown(name)]:
                await self._hub.publish(topic, {"type": "presence", "topic": topic, "people": self._here(topic)})
                if self._forget(topic):
                    await self._show(topic)

    async def _tell(self, topic: str) -> None:
        await self._hub.publish(topic, {"type": "presence", "topic": topic, "people": self._here(topic)})
        await self._show(topic)

    async def _show(self, topic: str) -> None:
        people = {who["id"]: who for who in self._here(topic)}
        for _heard, others in self._elsewhere[topic].values():
            people |= {who["id"]: who for who in others}
        in_order = sorted(people.values(), key=lambda who: who["name"])
        await self._hub.broadcast(topic, {"type": "presence", "topic": topic, "people": in_order})

    def _here(self, topic: str) -> list[Person]:
        here = {}
        for listener in self._hub.listeners.get(topic, {}):
            if listener.visitor.is_authenticated:
                here[listener.visitor.pk] = person(listener)
        return list(here.values())

    def _forget(self, topic: str) -> bool:
        lists = self._elsewhere[topic]
        silent = [name for name, (heard, _people) in lists.items() if time.monotonic() - heard > FORGET]
        for name in silent:
            del lists[name]
        return bool(silent)


def person(listener: "Listener") -> Person:
    who: Any = listener.visitor
    return {"id": who.pk, "name": str(who), "initials": who.initials, "hue": who.hue}


def _shown(topic: str) -> bool:
    return topic.partition(".")[0] in SHOWN

"""One hub a process: follows topics over a single channel and hands each event to the process's own sockets.

A hint from the channel layer only says "look"; the log is what is delivered, in order and once. The hub also
looks by itself every few seconds, so a lost hint delays an event and never loses it. Rights are asked when a
socket subscribes, again whenever an event of the topic `access` says that they changed, and every half minute
(a membership may simply have run out).
"""

import asyncio
import contextlib
import json
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Protocol

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.db import Error as DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import override

from kes.access import Visitor
from kes.live import events, fragments, topics
from kes.live.models import Event, Topic
from kes.live.presence import Presence

logger = logging.getLogger(__name__)
LOOK_EVERY = 10  # seconds between looks at the heads of all followed topics
ASK_EVERY = 30  # seconds between questions whether listeners still may listen
TOO_FAR = 400  # a client that missed more than this is told to load the page again


class Listener(Protocol):
    visitor: Visitor
    language: str

    async def send_text(self, text: str) -> None: ...

    async def rights_changed(self) -> None: ...


Handler = Callable[[dict[str, Any]], Awaitable[None]]


class Hub:
    def __init__(self) -> None:
        self.listeners: dict[str, dict[Listener, int]] = defaultdict(dict)
        self.heads: dict[str, int] = {}
        self.presence = Presence(self)
        self.handlers: dict[str, Handler] = {}  # other parts of the process that follow a name of their own
        self.watchers: set[Listener] = set()  # sockets that must hear of changed rights without a topic
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._tasks: list[asyncio.Task[None]] = []
        self.channel = ""

    async def start(self) -> None:
        self.layer: Any = get_channel_layer()
        self.channel = await self.layer.new_channel()
        await self.layer.group_add(events.ACCESS, self.channel)
        self.heads[events.ACCESS] = await database_sync_to_async(events.head)(events.ACCESS)
        self._tasks = [asyncio.create_task(work()) for work in (self._listen, self._look, self.presence.beat)]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    # Subscriptions

    async def subscribe(self, listener: Listener, topic: str, seq: int | None) -> None:
        """Start delivering; first everything after `seq`. Sends `refused` to those who may not listen."""
        if not await database_sync_to_async(topics.may_listen)(listener.visitor, topic):
            await _say(listener, {"type": "refused", "topic": topic, "reason": _reason(listener)})
            return
        async with self._locks[topic]:
            await self._follow(topic)
            head = self.heads[topic]
            start = head if seq is None else min(seq, head)
            if head - start > TOO_FAR:
                await _say(listener, {"type": "reload", "topic": topic})
                start = head
            await _say(listener, {"type": "subscribed", "topic": topic, "seq": start})
            self.listeners[topic][listener] = start
            if start < head:
                await self._hand_out(topic, await _rows(topic, start), [listener])
        await self.presence.join(topic, listener)

    async def unsubscribe(self, listener: Listener, names: Iterable[str] | None = None) -> None:
        for topic in list(self.listeners) if names is None else names:
            if self.listeners.get(topic, {}).pop(listener, None) is None:
                continue
            await self.presence.leave(topic, listener)
            if not self.listeners[topic]:
                await self._unfollow(topic)

    async def _follow(self, topic: str) -> None:
        if topic not in self.heads:
            await self.layer.group_add(topic, self.channel)
            self.heads[topic] = await database_sync_to_async(events.head)(topic)

    async def _unfollow(self, topic: str) -> None:
        self.listeners.pop(topic, None)
        self.heads.pop(topic, None)
        self._locks.pop(topic, None)
        await self.layer.group_discard(topic, self.channel)

    async def follow(self, name: str, handler: Handler) -> None:
        """Hand everything that other processes publish under `name` to `handler`."""
        self.handlers[name] = handler
        await self.layer.group_add(name, self.channel)

    async def unfollow(self, name: str) -> None:
        if self.handlers.pop(name, None):
            await self.layer.group_discard(name, self.channel)

    # Delivery

    async def deliver(self, topic: str) -> None:
        """Read the topic's new rows from the log and hand them to every listener."""
        async with self._locks[topic]:
            if topic not in self.heads:
                return
            rows = await _rows(topic, self.heads[topic])
            if not rows:
                return
            self.heads[topic] = rows[-1][0]
            if topic == events.ACCESS:
                asyncio.create_task(self._ask_again([event for _seq, event in rows]))
            await self._hand_out(topic, rows, list(self.listeners.get(topic, {})))

    async def _hand_out(self, topic: str, rows: list[tuple[int, Event]], listeners: list[Listener]) -> None:
        known = self.listeners.get(topic, {})
        for seq, event in rows:
            texts: dict[str, str] = {}
            for listener in listeners:
                if known.get(listener, seq) >= seq:
                    continue
                known[listener] = seq
                if listener.language not in texts:
                    texts[listener.language] = await _render(topic, seq, event, listener.language)
                await _safely(listener, texts[listener.language])

    async def broadcast(self, topic: str, message: dict[str, Any], *, but: Listener | None = None) -> None:
        """Send something short-lived (presence, typing) to the topic's listeners in this process."""
        text = json.dumps(message, ensure_ascii=False)
        for listener in list(self.listeners.get(topic, {})):
            if listener is not but:
                await _safely(listener, text)

    async def publish(self, topic: str, message: dict[str, Any]) -> None:
        """Tell the other processes something short-lived; failure is theirs to live with."""
        with contextlib.suppress(OSError, ConnectionError):
            await self.layer.group_send(topic, message | {"from": self.channel})

    # Rights

    async def _ask_again(self, changes: list[Event]) -> None:
        named = [event.data.get("people") for event in changes]
        people = None if None in named else {pk for pks in named for pk in pks or []}
        await self.ask_again(people)

    async def ask_again(self, people: set[int] | None) -> None:
        """Drop the subscriptions that rights no longer allow; `people` None means everybody."""
        answers: dict[tuple[int | None, str], bool] = {}
        for topic, listeners in list(self.listeners.items()):
            for listener in list(listeners):
                pk = listener.visitor.pk
                if people is not None and pk not in people:
                    continue
                if (pk, topic) not in answers:
                    answers[pk, topic] = await database_sync_to_async(topics.may_listen)(listener.visitor, topic)
                if not answers[pk, topic]:
                    await self.unsubscribe(listener, [topic])
                    await _say(listener, {"type": "closed", "topic": topic, "reason": _reason(listener)})
        for watcher in list(self.watchers):
            if people is None or watcher.visitor.pk in people:
                await watcher.rights_changed()

    # Loops

    async def _listen(self) -> None:
        while True:
            message = await self.layer.receive(self.channel)
            try:
                await self._handle(message)
            except (DatabaseError, OSError, KeyError):
                logger.exception("a live message could not be handled")

    async def _handle(self, message: dict[str, Any]) -> None:
        if message["type"] == "hint":
            if message["seq"] > self.heads.get(message["topic"], message["seq"]):
                await self.deliver(message["topic"])
        elif message.get("from") == self.channel:
            return
        elif handler := self.handlers.get(message["topic"]):
            await handler(message)
        else:
            await self.presence.hear(message)

    async def _look(self) -> None:
        rounds = 0
        while True:
            await asyncio.sleep(LOOK_EVERY)
            rounds += 1
            try:
                for topic, head in (await database_sync_to_async(_heads)(list(self.heads))).items():
                    if head > self.heads.get(topic, head):
                        await self.deliver(topic)
                if rounds % (ASK_EVERY // LOOK_EVERY) == 0:
                    await self.ask_again(None)
            except (DatabaseError, OSError):
                logger.exception("the look at the log failed; trying again")


_hubs: dict[asyncio.AbstractEventLoop, Hub] = {}
_starting: dict[asyncio.AbstractEventLoop, asyncio.Lock] = defaultdict(asyncio.Lock)


async def get_hub() -> Hub:
    """The hub of this process (of this event loop, in tests), started at the first socket."""
    loop = asyncio.get_running_loop()
    async with _starting[loop]:
        if loop not in _hubs:
            for dead in [other for other in _hubs if other.is_closed()]:
                del _hubs[dead]
            hub = Hub()
            await hub.start()
            _hubs[loop] = hub
    return _hubs[loop]


def _heads(names: list[str]) -> dict[str, int]:
    return dict(Topic.objects.filter(name__in=names).values_list("name", "head"))


async def _rows(topic: str, seq: int) -> list[tuple[int, Event]]:
    return await database_sync_to_async(events.since)(topic, seq)


async def _render(topic: str, seq: int, event: Event, language: str) -> str:
    return await database_sync_to_async(fragments.message)(topic, seq, event, language)


async def _say(listener: Listener, message: dict[str, Any]) -> None:
    await _safely(listener, json.dumps(message, ensure_ascii=False))


async def _safely(listener: Listener, text: str) -> None:
    # a socket that just went away must not keep the others from hearing
    with contextlib.suppress(RuntimeError, ConnectionError):
        await listener.send_text(text)


def _reason(listener: Listener) -> str:
    with override(listener.language):
        return _("You do not have access to this.")

"""One hub a process: follows topics over a single channel and hands each event to the process's own sockets.

A hint from the channel layer only says "look"; the log is what is delivered, in order and once. The hub also
looks by itself every few seconds, so a lost hint delays an event and never loses it.

Rights are asked when a socket subscribes and again whenever the topic `access` says that they changed. The
head of `access` is read with every batch of events, so nothing that was committed after a change of rights
reaches a listener who lost them, whatever the order of hints. Rights that merely ran out are asked each day.
"""

import asyncio
import json
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Container, Iterable
from typing import Any
from weakref import WeakValueDictionary

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.utils import timezone

from kes.live import events, fragments, reading
from kes.live.frames import Frame
from kes.live.listeners import Listener, close, leave_out, logged, say, send, session_of
from kes.live.models import Event
from kes.live.nearby import Nearby
from kes.live.presence import Presence

logger = logging.getLogger(__name__)
LOOK_EVERY = 10.0  # seconds between looks at the heads of all followed topics
ASK_EVERY = 900.0  # seconds between questions whether listeners still may listen; also asked at midnight
TOO_FAR = 400  # a client that missed more than this is told to load the page again

Handler = Callable[[dict[str, Any]], Awaitable[None]]
Rows = list[tuple[int, Event]]


class Hub:
    def __init__(self) -> None:
        self.listeners: dict[str, dict[Listener, int]] = defaultdict(dict)  # with the last number sent
        self.heads: dict[str, int] = {}
        self.watchers: set[Listener] = set()  # every socket of the process, also without a topic
        self.handlers: dict[str, Handler] = {}  # other parts of the process that follow a name of their own
        self.presence = Presence(self)
        self.channel = ""
        # a lock lives as long as somebody holds it or waits for it
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._texts: dict[str, tuple[int, dict[tuple[int, str], Frame]]] = {}
        self.access_begun = 0  # how far changes of rights are taken up; heads["access"]: how far carried out
        self._tasks: list[asyncio.Task[None]] = []
        self._publishing: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        self.layer: Any = get_channel_layer()
        self.channel = await self.layer.new_channel()
        await self.layer.group_add(events.ACCESS, self.channel)
        self.heads[events.ACCESS] = await database_sync_to_async(events.head)(events.ACCESS)
        self._nearby = Nearby()
        works = (self._listen, self._listen_here, self._look, self.presence.beat)
        self._tasks = [asyncio.create_task(work()) for work in works]

    async def stop(self) -> None:
        self._nearby.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # Subscriptions

    async def subscribe(self, listener: Listener, topic: str, seq: int | None) -> None:
        """Start delivering; first everything after `seq`. Sends `refused` to those who may not listen."""
        async with self._lock(topic):
            head = await self._admit(listener, topic)
            if head is None:
                await leave_out(listener, "refused", topic)
                return
            start = head if seq is None else min(seq, head)
            if head - start > TOO_FAR:
                await say(listener, {"type": "reload", "topic": topic})
                start = head
            self.listeners[topic][listener] = start
            await say(listener, {"type": "subscribed", "topic": topic, "seq": start})
            if start < head:
                await self._hand_out(topic, await self._rows(topic, start), [listener])
        self.presence.join(topic)

    async def unsubscribe(self, listener: Listener, names: Iterable[str] | None = None) -> None:
        for topic in list(self.listeners) if names is None else names:
            if self.listeners.get(topic, {}).pop(listener, None) is not None:
                self.presence.leave(topic)

    async def follow(self, name: str, handler: Handler) -> None:
        """Hand everything that other processes publish under `name` to `handler`."""
        self.handlers[name] = handler
        await self.layer.group_add(name, self.channel)

    async def unfollow(self, name: str) -> None:
        if self.handlers.pop(name, None):
            await self.layer.group_discard(name, self.channel)

    async def _admit(self, listener: Listener, topic: str) -> int | None:
        """The topic's head, or None for those who may not listen; asked anew if rights change meanwhile."""
        while True:
            answer = await database_sync_to_async(reading.ask)(listener.visitor, topic)
            if answer.allowed:
                await self._follow(topic)
            if answer.access >= self.access_begun:
                # committed after `answer` and followed before: the hub's own head may be the newer one
                return max(answer.head, self.heads[topic]) if answer.allowed else None

    async def _follow(self, topic: str) -> None:
        if topic not in self.heads:
            await self.layer.group_add(topic, self.channel)
            self.heads[topic] = await database_sync_to_async(events.head)(topic)

    async def _let_go(self) -> None:
        """Stop following what nobody listens to any more."""
        for topic in [name for name in self.heads if name != events.ACCESS and not self.listeners.get(name)]:
            async with self._lock(topic):
                if not self.listeners.get(topic):
                    await self.layer.group_discard(topic, self.channel)
                    for known in (self.listeners, self.heads, self._texts):
                        known.pop(topic, None)
                    self.presence.forget(topic)

    def _lock(self, topic: str) -> asyncio.Lock:
        return self._locks.setdefault(topic, asyncio.Lock())

    # Delivery

    async def deliver(self, topic: str) -> None:
        """Read the topic's new rows from the log and hand them to every listener."""
        async with self._lock(topic):
            while topic in self.heads and (rows := await self._rows(topic, self.heads[topic])):
                if topic == events.ACCESS:
                    await self._carry_out([event for _seq, event in rows], rows[-1][0])
                self.heads[topic] = rows[-1][0]
                await self._hand_out(topic, rows, list(self.listeners.get(topic, {})))

    async def _rows(self, topic: str, seq: int) -> Rows:
        """The rows after `seq`, once every change of rights that they may follow is carried out."""
        rows: Rows
        rows, access = await database_sync_to_async(reading.rows)(topic, seq)
        if rows and topic != events.ACCESS and access > self.heads[events.ACCESS]:
            await self.deliver(events.ACCESS)
        return rows

    async def _hand_out(self, topic: str, rows: Rows, listeners: list[Listener]) -> None:
        known = self.listeners.get(topic, {})
        for language in sorted({listener.language for listener in listeners}):
            texts = await self._render(topic, rows, language)
            for listener in [one for one in listeners if one.language == language]:
                for seq, frame in texts:
                    if known.get(listener, seq) < seq:  # who left meanwhile hears nothing
                        known[listener] = seq
                        await send(listener, frame)

    async def _render(self, topic: str, rows: Rows, language: str) -> list[tuple[int, Frame]]:
        """The texts of the rows, kept until something new in the topic may change what they show."""
        head = max(self.heads.get(topic, 0), rows[-1][0])
        if self._texts.get(topic, (0, {}))[0] != head:
            self._texts[topic] = (head, {})
        texts = self._texts[topic][1]
        missing = [row for row in rows if (row[0], language) not in texts]
        if missing:
            made = await database_sync_to_async(fragments.messages)(topic, missing, language)
            texts |= {key: Frame(text) for key, text in made.items()}
        return [(seq, texts[seq, language]) for seq, _event in rows]

    async def broadcast(self, topic: str, message: dict[str, Any], *, but: Listener | None = None) -> None:
        """Send something short-lived (presence, typing) to the signed-in listeners of this process."""
        frame = Frame(json.dumps(message, ensure_ascii=False))
        for listener in list(self.listeners.get(topic, {})):
            if listener is not but and listener.visitor.is_authenticated:
                await send(listener, frame)

    async def publish(self, topic: str, message: dict[str, Any]) -> None:
        """Tell the other processes something short-lived; failure is theirs to live with."""
        try:
            await self.layer.group_send(topic, message | {"from": self.channel})
        except Exception as error:  # whatever the layer's client raises when its server is away
            logger.warning("could not publish %s: %s", topic, error)

    # Rights

    async def _carry_out(self, changes: list[Event], head: int) -> None:
        self.access_begun = head
        named = [event.data.get("people") for event in changes]
        people = None if None in named else {pk for pks in named for pk in pks or []}
        await self.ask_again(people)

    async def ask_again(self, people: set[int] | None) -> None:
        """Drop the subscriptions that rights no longer allow; `people` None means everybody."""
        concerned = {who for who in self._sockets() if people is None or who.visitor.pk in people}
        gone = await database_sync_to_async(reading.refresh)([who.visitor for who in concerned])
        for who in concerned:
            if who.visitor.pk in gone:
                await self._dismiss(who)
        for topic in list(self.listeners):
            if here := [who for who in self.listeners.get(topic, {}) if who in concerned]:
                await self._ask_about(topic, here)
        for who in concerned & self.watchers:
            with logged("a socket could not be told of changed rights"):
                await who.rights_changed()

    async def _ask_about(self, topic: str, here: list[Listener]) -> None:
        allowed = await database_sync_to_async(reading.who_may)([who.visitor for who in here], topic)
        for who in here:
            if who.visitor.pk not in allowed:
                await self.unsubscribe(who, [topic])
                await leave_out(who, "closed", topic)

    async def sign_out(self, session: str, people: Container[int | None]) -> None:
        """Close the sockets of a session (by its mark, see listeners.py) or of people."""
        for who in self._sockets():
            if who.visitor.pk in people or (session and session_of(who) == session):
                await self._dismiss(who)

    async def _dismiss(self, listener: Listener) -> None:
        await self.unsubscribe(listener)
        self.watchers.discard(listener)
        await close(listener)

    def _sockets(self) -> set[Listener]:
        return self.watchers.union(*self.listeners.values())

    # Loops

    async def _listen(self) -> None:
        while True:
            try:
                await self._handle(await self.layer.receive(self.channel))
            except Exception:
                logger.exception("a live message could not be handled")
                await asyncio.sleep(1)

    async def _listen_here(self) -> None:
        """What the layer brings too, a moment later: then nothing is left to do."""
        while True:
            with logged("a hint could not be handled"):
                hint = await self._nearby.next()
                self._publishing.add(task := asyncio.create_task(self.publish(hint["topic"], hint)))
                task.add_done_callback(self._publishing.discard)
                await self._handle(hint)

    async def _handle(self, message: dict[str, Any]) -> None:
        if message["type"] == "hint":
            if message["seq"] > self.heads.get(message["topic"], message["seq"]):
                await self.deliver(message["topic"])
        elif message["type"] == "signed_out":
            await self.sign_out(message["session"], message["people"])
        elif message.get("from") == self.channel:
            return
        elif handler := self.handlers.get(message["topic"]):
            await handler(message)
        else:
            await self.presence.hear(message)

    async def _look(self) -> None:
        asked, day = time.monotonic(), timezone.localdate()
        while True:
            await asyncio.sleep(LOOK_EVERY)
            with logged("the look at the log failed; trying again"):
                await self._catch_up()
                await self._let_go()
                if time.monotonic() - asked > ASK_EVERY or timezone.localdate() != day:
                    asked, day = time.monotonic(), timezone.localdate()
                    await self.ask_again(None)

    async def _catch_up(self) -> None:
        for topic, head in (await database_sync_to_async(reading.heads)(list(self.heads))).items():
            if head > self.heads.get(topic, head):
                await self.deliver(topic)


_hubs: dict[asyncio.AbstractEventLoop, Hub] = {}
_starting: dict[asyncio.AbstractEventLoop, asyncio.Lock] = {}


async def get_hub() -> Hub:
    """The hub of this process (of this event loop, in tests), started at the first socket."""
    loop = asyncio.get_running_loop()
    async with _starting.setdefault(loop, asyncio.Lock()):
        if loop not in _hubs:
            hub = Hub()
            await hub.start()
            _hubs[loop] = hub
    return _hubs[loop]


async def stop_hub() -> None:
    """Stop this event loop's hub, if it has one."""
    loop = asyncio.get_running_loop()
    _starting.pop(loop, None)
    if hub := _hubs.pop(loop, None):
        await hub.stop()

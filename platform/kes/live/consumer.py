"""The one live socket of a tab: reads the client's JSON messages and leaves the rest to the hub.

Close codes: 4400 malformed message, 4408 too many messages.
"""

import json
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kes.access import Visitor
from kes.live.hub import Hub, get_hub
from kes.live.limits import Bucket

LONGEST = 16 * 1024  # bytes of one message
MOST_TOPICS = 100


class LiveConsumer(AsyncWebsocketConsumer):
    # the hub sends straight to the socket: a channel for each socket would cost ten times as much
    channel_layer_alias = None  # type: ignore[assignment]
    visitor: Visitor
    language: str
    hub: Hub

    async def connect(self) -> None:
        self.visitor = self.scope["user"]
        self.language = language_of(self.scope)
        self.bucket = Bucket(settings.LIVE_MESSAGES_PER_SECOND)
        self.topics: set[str] = set()
        self.hub = await get_hub()
        await self.accept()

    async def disconnect(self, code: int) -> None:
        if hasattr(self, "hub"):
            await self.hub.unsubscribe(self)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if not self.bucket.take():
            await self._refuse(4408, "too many messages")
            return
        try:
            message = read(text_data)
            await getattr(self, f"_on_{message['type']}")(message)
        except ValueError:
            await self._refuse(4400, "malformed message")

    async def send_text(self, text: str) -> None:
        await self.send(text_data=text)

    async def rights_changed(self) -> None:
        """The hub already drops topics; nothing else hangs on rights here."""

    async def _on_subscribe(self, message: dict[str, Any]) -> None:
        for topic, seq in message["topics"].items():
            if len(self.topics | {topic}) > MOST_TOPICS:
                raise ValueError
            self.topics.add(topic)
            await self.hub.subscribe(self, topic, seq)

    async def _on_unsubscribe(self, message: dict[str, Any]) -> None:
        self.topics -= set(message["topics"])
        await self.hub.unsubscribe(self, list(message["topics"]))

    async def _on_typing(self, message: dict[str, Any]) -> None:
        if self.visitor.is_authenticated and self in self.hub.listeners.get(message["topic"], {}):
            await self.hub.presence.typing(message["topic"], self)

    async def _on_ping(self, message: dict[str, Any]) -> None:
        await self.send(text_data='{"type":"pong"}')

    async def _refuse(self, code: int, reason: str) -> None:
        with override(self.language):
            text = _("The connection was closed: %(reason)s") % {"reason": reason}
        await self.send_text(json.dumps({"type": "error", "reason": text}, ensure_ascii=False))
        await self.close(code=code, reason=reason)


def read(text: str | None) -> dict[str, Any]:
    """Parse and check one message; raise ValueError when it is not one of ours."""
    if text is None or len(text) > LONGEST:
        raise ValueError
    message = json.loads(text)
    if not isinstance(message, dict):
        raise ValueError
    match message.get("type"):
        case "subscribe":
            names = message.get("topics")
            valid = isinstance(names, dict) and all(_number(seq) for seq in names.values())
            valid = valid and all(len(name) <= 90 for name in names)
        case "unsubscribe":
            names = message.get("topics")
            valid = isinstance(names, list) and all(isinstance(name, str) for name in names)
        case "typing":
            valid = isinstance(message.get("topic"), str)
        case kind:
            valid = kind == "ping"
    if not valid:
        raise ValueError
    return message


def language_of(scope: dict[str, Any]) -> str:
    """The language of a socket: the visitor's cookie, else his own, else the site's."""
    known = {code for code, _name in settings.LANGUAGES}
    chosen = scope.get("cookies", {}).get(settings.LANGUAGE_COOKIE_NAME) or getattr(scope["user"], "language", "")
    return chosen if chosen in known else settings.LANGUAGE_CODE


def _number(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53)

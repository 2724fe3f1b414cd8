"""The one live socket of a tab: reads the client's JSON messages and leaves the rest to the hub.

`/ws/live?user=7&lang=pl`: the page says for whom and in which language it was made. When the session is
another person's by now, or nobody's, the socket is closed with 4401 and the page can say so.
Close codes: 4400 malformed message, 4401 signed out, 4408 too many messages, 1011 the server failed.
"""

import json
import logging
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kes.access import Visitor
from kes.live.frames import Frame
from kes.live.hub import Hub, get_hub
from kes.live.limits import Bucket
from kes.live.listeners import SIGNED_OUT
from kes.live.messages import read
from kes.live.socket import Socket

logger = logging.getLogger(__name__)
MOST_TOPICS = 100
TYPING_PER_SECOND = 1


class LiveConsumer(Socket):
    visitor: Visitor
    language: str
    hub: Hub | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            # also when the server failed: a socket that is gone must not be kept
            await self._leave()

    async def connect(self) -> None:
        self.visitor = self.scope["user"]
        self.language = language_of(self.scope)
        self.bucket = Bucket(settings.LIVE_MESSAGES_PER_SECOND)
        self.typed = Bucket(TYPING_PER_SECOND, burst=3)
        self.topics: set[str] = set()
        self.places: dict[str, str] = {}
        if _query(self.scope, "user") not in {None, str(self.visitor.pk or "")}:
            await self.accept()
            await self.close(code=SIGNED_OUT)
            return
        self.hub = await get_hub()
        self.hub.watchers.add(self)
        await self.accept()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.hub is None:
            return
        if not self.bucket.take():
            await self._refuse(4408, "too many messages")
            return
        try:
            message = read(text_data)
            await getattr(self, f"_on_{message['type']}")(self.hub, message)
        except ValueError:
            await self._refuse(4400, "malformed message")
        except Exception:
            logger.exception("a live message failed")
            await self._refuse(1011, "server error")

    async def rights_changed(self) -> None:
        """The hub already drops topics; nothing else hangs on rights here."""

    async def _on_subscribe(self, hub: Hub, message: dict[str, Any]) -> None:
        for topic, seq in message["topics"].items():
            self.topics.add(topic)
            if len(self.topics) > MOST_TOPICS:
                raise ValueError("too many topics")
            await hub.subscribe(self, topic, seq)

    async def _on_unsubscribe(self, hub: Hub, message: dict[str, Any]) -> None:
        self.topics -= set(message["topics"])
        await hub.unsubscribe(self, message["topics"])

    async def _on_typing(self, hub: Hub, message: dict[str, Any]) -> None:
        listening = self in hub.listeners.get(message["topic"], {})
        if listening and self.visitor.is_authenticated and self.typed.take():
            await hub.presence.typing(message["topic"], self)

    async def _on_place(self, hub: Hub, message: dict[str, Any]) -> None:
        listening = self in hub.listeners.get(message["topic"], {})
        if listening and self.visitor.is_authenticated and self.typed.take():
            self.places[message["topic"]] = message["place"]
            hub.presence.join(message["topic"])

    async def _on_ping(self, hub: Hub, message: dict[str, Any]) -> None:
        await self.send_frame(Frame('{"type":"pong"}'))

    async def _refuse(self, code: int, reason: str) -> None:
        """Say why and close; what else this socket sends or should get is left aside."""
        await self._leave()
        with override(self.language):
            text = _("The connection was closed: %(reason)s") % {"reason": reason}
        await self.send_frame(Frame(json.dumps({"type": "error", "reason": text}, ensure_ascii=False)))
        await self.close(code=code, reason=reason)

    async def _leave(self) -> None:
        if self.hub:
            self.hub.watchers.discard(self)
            await self.hub.unsubscribe(self)
            self.hub = None


def language_of(scope: dict[str, Any]) -> str:
    """The language of a socket: of its page, else the visitor's cookie, else his own, else the site's."""
    known = {code for code, _name in settings.LANGUAGES}
    cookie = scope.get("cookies", {}).get(settings.LANGUAGE_COOKIE_NAME)
    choices = (_query(scope, "lang"), cookie, getattr(scope["user"], "language", ""))
    return next((choice for choice in choices if choice in known), settings.LANGUAGE_CODE)


def _query(scope: dict[str, Any], name: str) -> str | None:
    text: str = scope.get("query_string", b"").decode("ascii", "replace")
    values = parse_qs(text, keep_blank_values=True).get(name)
    return values[0] if values else None

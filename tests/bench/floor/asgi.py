"""Sockets without a product: one that only stays open, one with group_send to each socket."""

import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.floor.settings")
http = get_asgi_application()

from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import path  # noqa: E402

EVERYBODY = "everybody"


class Bare(AsyncWebsocketConsumer):  # type: ignore[misc]
    channel_layer_alias = None


class Layer(AsyncWebsocketConsumer):  # type: ignore[misc]
    async def connect(self) -> None:
        await self.channel_layer.group_add(EVERYBODY, self.channel_name)
        await self.accept()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        text = text_data or (bytes_data or b"").decode()
        await self.channel_layer.group_send(EVERYBODY, {"type": "said", "text": text})

    async def said(self, message: dict[str, Any]) -> None:
        await self.send(text_data=message["text"])

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(EVERYBODY, self.channel_name)


sockets: Any = [path("bare", Bare.as_asgi()), path("layer", Layer.as_asgi())]
application = ProtocolTypeRouter({"http": http, "websocket": URLRouter(sockets)})

"""The socket of a draft."""

from channels.generic.websocket import AsyncWebsocketConsumer


class DraftConsumer(AsyncWebsocketConsumer):
    channel_layer_alias = None  # type: ignore[assignment]

"""What the product's sockets have in common: they are reached straight, without a channel each."""

from typing import Any

from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

from kes.live.frames import READ, WRITE, Frame


class Socket(AsyncWebsocketConsumer):  # type: ignore[misc]
    # the hub and the rooms send straight to their sockets: a channel for each would cost ten times as much
    channel_layer_alias = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """As Channels does where only the client is listened to, but without a task for each message."""
        self.scope, self.base_send, self.channel_layer = scope, send, None
        short_ways = scope.get("extensions", {})
        self._write = short_ways.get(WRITE)
        if READ in short_ways:
            short_ways[READ](self._take_if_idle)
        try:
            while True:
                self._idle = True
                message = await receive()
                self._idle = False
                await self.dispatch(message)
        except StopConsumer:
            pass

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Without what Channels does first: tending database connections in the very thread that commits.

        Each message would wait there for the commit before it, so that no two would ever share one; our
        queries tend their connections themselves.
        """
        await getattr(self, get_handler_name(message))(message)

    def take(self, message: bytes) -> dict[str, Any] | None:
        """Do at once what a binary message asks for, see `kes.live.frames.Taker`: here, nothing."""
        return {"type": "websocket.receive", "bytes": message}

    def _take_if_idle(self, message: bytes) -> dict[str, Any] | None:
        return self.take(message) if self._idle else Socket.take(self, message)

    async def send_frame(self, frame: Frame) -> None:
        if self._write:
            self._write(frame)
            return
        kind = "bytes" if isinstance(frame.payload, bytes) else "text"
        await self.base_send({"type": "websocket.send", kind: frame.payload})

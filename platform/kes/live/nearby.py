"""Hints of this very process: they need no messenger, and its own sockets are served a round trip earlier."""

import asyncio
from typing import Any

from kes.live import events


class Nearby:
    """What is announced in this process, for the hub of one event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._hints: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.close = events.hear_here(self._hear)

    async def next(self) -> dict[str, Any]:
        return await self._hints.get()

    def _hear(self, message: dict[str, Any]) -> bool:
        """Called from any thread."""
        if not self._loop.is_running():
            return False
        self._loop.call_soon_threadsafe(self._hints.put_nowait, message)
        return True

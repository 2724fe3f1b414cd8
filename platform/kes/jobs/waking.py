"""Wakes the runner of this process when a job was queued; other processes look every few seconds."""

import asyncio
from dataclasses import dataclass


@dataclass
class _Bell:
    loop: asyncio.AbstractEventLoop | None = None
    rung: asyncio.Event | None = None


_bell = _Bell()


def hang(loop: asyncio.AbstractEventLoop) -> asyncio.Event:
    """The event that `wake` will set in `loop`; called by the runner when it begins."""
    _bell.loop, _bell.rung = loop, asyncio.Event()
    return _bell.rung


def wake() -> None:
    """From any thread; does nothing in a process without a runner (commands, tests)."""
    if _bell.loop and _bell.rung and not _bell.loop.is_closed():
        _bell.loop.call_soon_threadsafe(_bell.rung.set)

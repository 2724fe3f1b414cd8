"""What the hub knows of a socket, and the few things it says to one by itself."""

import contextlib
import hashlib
import json
import logging
from collections.abc import Iterator
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import override

from kes.access import Visitor
from kes.live.frames import Frame

logger = logging.getLogger(__name__)
SIGNED_OUT = 4401


class Listener(Protocol):
    """A socket. `scope` is the connection's, as Channels gives it."""

    visitor: Visitor
    language: str
    scope: dict[str, Any]
    places: dict[str, str]  # by topic: where in it this tab is, as it says itself

    async def send_frame(self, frame: Frame) -> None: ...

    async def rights_changed(self) -> None: ...

    async def close(self, code: int | None = None, reason: str | None = None) -> None: ...


def session_of(listener: Listener) -> str:
    """The mark of the session that the socket was opened with; "" without one."""
    session = listener.scope.get("session")
    return mark(session.session_key) if session and session.session_key else ""


def mark(session_key: str) -> str:
    """Names a session to other processes without giving its key away."""
    return hashlib.sha256(session_key.encode()).hexdigest()


async def send(listener: Listener, frame: Frame) -> None:
    # a socket that just went away must not keep the others from hearing
    with contextlib.suppress(RuntimeError, ConnectionError):
        await listener.send_frame(frame)


async def say(listener: Listener, message: dict[str, Any]) -> None:
    await send(listener, Frame(json.dumps(message, ensure_ascii=False)))


async def leave_out(listener: Listener, kind: str, topic: str) -> None:
    """Say that the listener may not, or may no longer, hear the topic; `kind`: refused or closed."""
    with override(listener.language):
        reason = _("You do not have access to this.")
    await say(listener, {"type": kind, "topic": topic, "reason": reason})


async def close(listener: Listener) -> None:
    with contextlib.suppress(RuntimeError, ConnectionError):
        await listener.close(code=SIGNED_OUT)


@contextlib.contextmanager
def logged(text: str) -> Iterator[None]:
    """One bad event or a database that is away for a moment must not silence the whole process."""
    try:
        yield
    except Exception:
        logger.exception(text)

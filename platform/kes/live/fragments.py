"""What an event looks like in the page: features register a renderer for each kind that has one.

A fragment is rendered once for each language and process and is neutral to the viewer: whose post it is, and
what he may do with it, is decided by data attributes and style sheets.
"""

import json
import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.utils import translation

from kes.live.models import Event

logger = logging.getLogger(__name__)
Renderer = Callable[[Event], dict[str, Any]]
_renderers: dict[str, Renderer] = {}


def register(kind: str, renderer: Renderer) -> None:
    """`renderer(event)` returns keys merged into the message, usually `{"html": ...}`."""
    _renderers[kind] = renderer


def messages(topic: str, rows: Iterable[tuple[int, Event]], language: str) -> dict[tuple[int, str], str]:
    """The JSON texts of a topic's rows, by number and language."""
    return {(seq, language): message(topic, seq, event, language) for seq, event in rows}


def message(topic: str, seq: int, event: Event, language: str) -> str:
    """The JSON text that a listener of `topic` receives for this event."""
    content = {
        "type": "event",
        "topic": topic,
        "seq": seq,
        "kind": event.kind,
        "at": event.at.isoformat(),
        "by": {"id": event.actor_id, "name": str(event.actor)} if event.actor else None,
        "data": event.data,
        **_rendered(event, language),
    }
    return json.dumps(content, ensure_ascii=False)


def _rendered(event: Event, language: str) -> dict[str, Any]:
    renderer = _renderers.get(event.kind)
    if renderer is None:
        return {}
    try:
        with translation.override(language):
            return renderer(event)
    except Exception:
        # the page can still be loaded again; one event must not stop all that follow
        logger.exception("event %s (%s) could not be rendered", event.pk, event.kind)
        return {"type": "reload"}

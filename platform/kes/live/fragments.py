"""What an event looks like in the page: features register a renderer for each kind that has one.

A fragment is rendered once for each language and process and is neutral to the viewer: whose post it is, and
what he may do with it, is decided by data attributes and style sheets.
"""

import json
from collections.abc import Callable
from typing import Any

from django.utils import translation

from kes.live.models import Event

Renderer = Callable[[Event], dict[str, Any]]
_renderers: dict[str, Renderer] = {}


def register(kind: str, renderer: Renderer) -> None:
    """`renderer(event)` returns keys merged into the message, usually `{"html": ...}`."""
    _renderers[kind] = renderer


def message(topic: str, seq: int, event: Event, language: str) -> str:
    """The JSON text that a listener of `topic` receives for this event."""
    content: dict[str, Any] = {
        "type": "event",
        "topic": topic,
        "seq": seq,
        "kind": event.kind,
        "at": event.at.isoformat(),
        "by": {"id": event.actor_id, "name": str(event.actor)} if event.actor else None,
        "data": event.data,
    }
    if renderer := _renderers.get(event.kind):
        with translation.override(language):
            content.update(renderer(event))
    return json.dumps(content, ensure_ascii=False)

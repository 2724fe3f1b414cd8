"""The list of WebSocket addresses; features add theirs from apps.py, so that kes imports no feature."""

from typing import Any

from channels.consumer import AsyncConsumer
from django.urls import URLPattern, path, re_path

from kes.live.consumer import LiveConsumer

_routes: list[URLPattern] = []


def add_route(regex: str, consumer: type[AsyncConsumer]) -> None:
    application: Any = consumer.as_asgi()
    _routes.append(re_path(regex, application))


def routes() -> list[URLPattern]:
    return [path("ws/live", LiveConsumer.as_asgi()), *_routes]

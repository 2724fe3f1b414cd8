"""The landing page for visitors without an account; features register what they show there."""

from collections.abc import Callable
from typing import Any

_sections: list[tuple[str, Callable[[], Any]]] = []


def register(template: str, provider: Callable[[], Any]) -> None:
    """`template` is included with `section` set to what `provider()` returns."""
    _sections.append((template, provider))


def sections() -> list[tuple[str, Any]]:
    return [(template, provider()) for template, provider in _sections]

"""A group's home page: panels that features register, each shown to those whom it concerns."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from groups.directory.models import Group
from kes.access import Visitor


@dataclass(frozen=True)
class Panel:
    """A section of the page: `items` shown by the row template `row` under the name `item_name`."""

    key: str
    title: str
    empty: str
    row: str
    item_name: str
    items: list[Any]
    url: str = ""
    total: int = 0
    topic: str = ""  # the live topic after whose events the panel is out of date


Provider = Callable[[Visitor, Group, frozenset[str]], Panel | None]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """`provider(visitor, group, held)` returns a panel, or None for those whom it does not concern."""
    _providers.append(provider)


def panels(visitor: Visitor, group: Group, held: frozenset[str]) -> list[Panel]:
    found = [provider(visitor, group, held) for provider in _providers]
    return [panel for panel in found if panel is not None]

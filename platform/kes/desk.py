"""My desk: what waits for a person. Features register sections; the page only lists them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from kes.accounts.models import User


@dataclass(frozen=True)
class Item:
    """One thing that waits, with a link to it."""

    url: str
    title: str
    group: str
    note: str = ""
    at: datetime | None = None
    count: int = 0


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    empty: str  # said when nothing waits
    items: list[Item] = field(default_factory=list)
    total: int = 0


_providers: list[Callable[[User], Section]] = []


def register(provider: Callable[[User], Section]) -> None:
    _providers.append(provider)


def sections(user: User) -> list[Section]:
    return [provider(user) for provider in _providers]

"""My desk: what waits for a person. Features register sections; the page only lists them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from kes.accounts.models import User
from kes.live.reading import heads


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
    symbol: str = "success"  # of the empty state


MOST_TOPICS = 60
_providers: list[Callable[[User], Section]] = []
_followed: list[Callable[[User], Iterable[str]]] = []


def register(provider: Callable[[User], Section]) -> None:
    _providers.append(provider)


def follow(topics: Callable[[User], Iterable[str]]) -> None:
    """`topics(user)` names the live topics after whose events the open desk looks again."""
    _followed.append(topics)


def sections(user: User) -> list[Section]:
    return [provider(user) for provider in _providers]


def topics(user: User) -> dict[str, int]:
    """What the open desk listens to, and the number of the last event of each.

    To be asked before `sections`: what happens while those are made is heard of afterwards.
    """
    named = [name for provider in _followed for name in provider(user)]
    names = [f"desk.{user.pk}", *named][:MOST_TOPICS]
    return dict.fromkeys(names, 0) | heads(names)

"""What one row of the table asks of one group."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.matrix.world import Place, World


@dataclass(frozen=True)
class Here:
    """A group of the world; who asks is known too, since some addresses are one's own."""

    world: World
    place: Place
    who: str


@dataclass(frozen=True)
class Ask:
    """`keys` of the address, `form` of a POST, `query` of a GET; `json` a body, or the wish for one."""

    keys: dict[str, Any] = field(default_factory=dict)
    form: dict[str, Any] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    json: Any = None


Case = Callable[[Here], Ask]


def plain(here: Here) -> Ask:
    return Ask()

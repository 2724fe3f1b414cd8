"""Who may listen to what: each kind of topic asks the same door as the page does."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404

from kes.access import Visitor

Door = Callable[[Visitor, str], object]
_doors: dict[str, Door] = {}


def register(kind: str, door: Door) -> None:
    """Topics `<kind>.<key>` are open to those for whom `door(visitor, key)` raises neither 404 nor 403."""
    _doors[kind] = door


def kinds() -> list[str]:
    return sorted(_doors)


def may_listen(visitor: Visitor, topic: str) -> bool:
    kind, _dot, key = topic.partition(".")
    door = _doors.get(kind)
    if door is None or not key:
        return False
    try:
        return door(visitor, key) is not False
    except (Http404, PermissionDenied):
        return False


def own_desk(visitor: Visitor, key: str) -> bool:
    return visitor.is_authenticated and str(visitor.pk) == key

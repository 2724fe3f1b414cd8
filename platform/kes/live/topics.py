"""Who may listen to what: each kind of topic asks the same door as the page does."""

import re
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404

from kes.access import Visitor

Door = Callable[[Visitor, str], object]
LONGEST = 90
# one spelling of each topic, and only what a channel layer takes as a name
_NAME = re.compile(r"([a-z]+)\.(?!0\d)([A-Za-z0-9-]+)")
_doors: dict[str, Door] = {}


def register(kind: str, door: Door) -> None:
    """Topics `<kind>.<key>` are open to those for whom `door(visitor, key)` raises neither 404 nor 403."""
    _doors[kind] = door


def kinds() -> list[str]:
    return sorted(_doors)


def may_listen(visitor: Visitor, topic: str) -> bool:
    name = _NAME.fullmatch(topic)
    door = name and _doors.get(name[1])
    if not name or not door or len(topic) > LONGEST:
        return False
    try:
        return door(visitor, name[2]) is not False
    except (Http404, PermissionDenied):
        return False


def own_desk(visitor: Visitor, key: str) -> bool:
    return visitor.is_authenticated and visitor.is_active and str(visitor.pk) == key

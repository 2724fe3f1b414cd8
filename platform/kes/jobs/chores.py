"""Small regular work of the web processes: features register theirs from apps.py.

Every process does all of it every few minutes, so each chore must bear being done by two at once.
"""

import logging
from collections.abc import Callable

from kes.jobs.actions import forget_expired

logger = logging.getLogger(__name__)
_chores: list[Callable[[], object]] = [forget_expired]


def register(chore: Callable[[], object]) -> None:
    _chores.append(chore)


def do_all() -> None:
    """One that fails keeps none of the others from being done."""
    for chore in _chores:
        try:
            chore()
        except Exception:
            logger.exception("a chore could not be done; it will be tried again")

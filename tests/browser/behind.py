"""Does something on the server's side while a browser is open.

Playwright keeps an event loop in the test's thread, where an action could not announce what it did.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import connections

P = ParamSpec("P")
T = TypeVar("T")


def behind(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Call `work` in a thread of its own and leave no connection behind."""

    def run() -> T:
        try:
            return work(*arguments, **named)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()

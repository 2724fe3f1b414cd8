"""The cache that all processes share, for what has to be counted together: limits. It may be away.

Then each process counts for itself: somebody may do a little more for a while, and nothing stops working.
"""

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)
PATIENCE = 1  # seconds; a person waits for the answer
PAUSE = 5  # seconds in which one that is away is not asked again
MOST = 10_000  # limits that one process keeps

_Answer = TypeVar("_Answer")


class SharedCache(RedisCache):
    """Only what limits ask for is guarded: `get`, `set`, `add`, `incr`, `delete`."""

    _back = 0.0  # when it may be asked again; of the whole process

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        waits = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
        ways = waits | {"retry": Retry(NoBackoff(), 1)}  # its own way is to try for seconds
        super().__init__(server, params | {"OPTIONS": ways | params.get("OPTIONS", {})})
        self._own = LocMemCache("shared", {"OPTIONS": {"MAX_ENTRIES": MOST}})

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._first(super().get, self._own.get, key, default, version)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._first(super().set, self._own.set, key, value, timeout, version)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._first(super().add, self._own.add, key, value, timeout, version)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return self._first(super().incr, self._own.incr, key, delta, version)

    def delete(self, key: Any, version: int | None = None) -> bool:
        return self._first(super().delete, self._own.delete, key, version)

    def _first(self, shared: Callable[..., _Answer], own: Callable[..., _Answer], *asked: Any) -> _Answer:
        if time.monotonic() >= SharedCache._back:
            try:
                return shared(*asked)
            except (RedisError, OSError) as error:
                SharedCache._back = time.monotonic() + PAUSE
                logger.warning("the shared cache is away, this process counts for itself: %s", error)
        return own(*asked)

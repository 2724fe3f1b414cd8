"""Limits are counted by all processes together in Redis, and go on when it is away."""

import pytest

from kes.caching import SharedCache
from tests.services.stack import Stack


def test_what_one_process_counts_the_others_know(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SharedCache, "_back", 0.0)
    one, other = (SharedCache([stack.redis.url], {"KEY_PREFIX": "tests"}) for _process in range(2))
    assert one.add("limit", 1, 60) and not other.add("limit", 1, 60)
    assert (one.incr("limit"), other.incr("limit"), one.get("limit")) == (2, 3, 3)
    other._own.clear()  # what the process counts by itself
    stack.redis.kill()
    try:
        assert other.get("limit") is None and other.add("limit", 1, 60)
        assert other.incr("limit") == 2
    finally:
        stack.redis.start()

"""Limits are counted by all processes together; when the cache they share is away, each counts for itself."""

import runpy
import socket
import time
from pathlib import Path
from unittest import mock

import pytest
from redis.exceptions import RedisError

from kes.caching import SharedCache
from tests.house import ROOT

MEMORY = "django.core.cache.backends.locmem"


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> SharedCache:
    """A cache at a port where nobody listens."""
    monkeypatch.setattr(SharedCache, "_back", 0.0)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    made = SharedCache([f"redis://127.0.0.1:{port}/0"], {})
    made._own.clear()
    return made


def test_one_that_is_away_is_counted_without(away: SharedCache, caplog: pytest.LogCaptureFixture) -> None:
    assert away.get("limit", 0) == 0
    assert away.add("limit", 1, 60) and not away.add("limit", 1, 60)
    assert away.incr("limit") == 2
    away.set("limit", 7, 60)
    assert away.get("limit") == 7
    assert away.delete("limit")
    with pytest.raises(ValueError, match="limit"):
        away.incr("limit")
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_it_is_asked_again_after_a_pause(away: SharedCache, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = mock.Mock(side_effect=RedisError("away"))
    monkeypatch.setattr("django.core.cache.backends.redis.RedisCache.get", asked)
    away.get("limit")
    away.get("limit")
    assert asked.call_count == 1
    assert SharedCache._back > time.monotonic()
    monkeypatch.setattr(SharedCache, "_back", time.monotonic())
    away.get("limit")
    assert asked.call_count == 2


@pytest.mark.parametrize(
    "url, backend", [("redis://127.0.0.1:6379/0", "kes.caching.SharedCache"), ("", f"{MEMORY}.LocMemCache")]
)
def test_it_is_used_where_there_is_one(
    url: str, backend: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REDIS_URL", url)
    monkeypatch.setenv("KES_VAR", str(tmp_path))
    assert runpy.run_path(str(ROOT / "platform/kes/settings.py"))["CACHES"]["default"]["BACKEND"] == backend

"""Two actions at once on PostgreSQL, each held at a place where it has some of its locks and wants more."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from tests.services.postgres import Postgres

PATIENCE = 5  # seconds
WAITING = "SELECT 1 FROM pg_locks WHERE NOT granted LIMIT 1"

Action = Callable[[], Any]


class Meeting:
    """Where two actions meet: each goes on as soon as the other is there as well, or waits for its locks.

    Actions that take their locks in different orders would wait for each other then, and PostgreSQL would end
    one of them with an error.
    """

    def __init__(self, postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
        self._postgres, self._monkeypatch = postgres, monkeypatch
        self._places: dict[str, bool] = {}

    def after(self, module: Any, name: str) -> None:
        """The first call of `module.name` is a place where somebody stops, behind it."""
        real = getattr(module, name)

        def stopping(*arguments: Any, **named: Any) -> Any:
            result = real(*arguments, **named)
            self._stop(name)
            return result

        self._place(module, name, stopping)

    def before(self, module: Any, name: str) -> None:
        real = getattr(module, name)

        def stopping(*arguments: Any, **named: Any) -> Any:
            self._stop(name)
            return real(*arguments, **named)

        self._place(module, name, stopping)

    def once_at(self, name: str, action: Action) -> Action:
        """The action, begun when somebody has come to this place."""

        def late() -> Any:
            self._wait(lambda: self._places[name], name)
            return action()

        return late

    def of(self, *actions: Action) -> list[Any]:
        """What came of them; an action that was told that the other had been quicker gives that error."""
        with ThreadPoolExecutor(len(actions)) as pool:
            return [one.result(PATIENCE) for one in [pool.submit(_done, action) for action in actions]]

    def _place(self, module: Any, name: str, stopping: Callable[..., Any]) -> None:
        self._places[name] = False
        self._monkeypatch.setattr(module, name, stopping)

    def _stop(self, name: str) -> None:
        if self._places[name]:
            return
        self._places[name] = True
        self._wait(lambda: sum(self._places.values()) == 2 or bool(self._postgres.query(WAITING)), name)

    def _wait(self, condition: Callable[[], bool], name: str) -> None:
        until = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < until, f"nobody met at {name}"
            time.sleep(0.01)


def _done(action: Action) -> Any:
    try:
        return action()
    except ValidationError as error:
        return error
    finally:
        connections.close_all()

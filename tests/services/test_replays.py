"""Recorded histories, replayed by real clients, end in the known text; also while servers are killed."""

import threading
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from documents.drafts.actions import create_document
from documents.drafts.projection import text_document
from tests.people import world
from tests.services.alone import Alone
from tests.services.joining import session_cookie
from tests.services.replays import Replay, outcome
from tests.services.stack import Stack

SHORT = [("", 600), ("seph-blog1", 1000), ("clownschool", 400)]
WHOLE = [("seph-blog1", None), ("clownschool", None)]
LONG = 1800  # seconds
EVERY = 2.0  # seconds between two kills

short = pytest.mark.parametrize("trace, edits", SHORT)
whole = pytest.mark.parametrize("trace, edits", WHOLE)


def _replay(stack: Stack, trace: str, edits: int | None, **more: Any) -> Replay:
    people = world()
    made = create_document(people.group, by=people.alice, title="Plan", parts=[("Diagnoza", "")])
    cookies = [session_cookie(person) for person in (people.alice, people.bob)]
    servers = [web.sockets for web in stack.webs]
    replay = Replay(servers, str(made.parts.get().pk), cookies, trace, edits, **more)
    _needs(replay)
    return replay


def _needs(replay: Replay) -> None:
    if replay.file and not replay.file.exists():
        pytest.skip("the material in ../shared is not here")


def _right(replay: Replay, found: dict[str, Any]) -> None:
    assert found["right"] == found["texts"] >= 4
    assert found["asides"] == 0
    assert text_document(UUID(replay.part))[0].length > 0


@short
def test_with_postgresql_redis_and_two_processes(
    stack: Stack, db: None, trace: str, edits: int | None
) -> None:
    replay = _replay(stack, trace, edits, pace=200)
    _right(replay, replay.run())


@pytest.mark.nightly
@whole
def test_whole_with_postgresql_redis_and_two_processes(
    stack: Stack, db: None, trace: str, edits: int | None
) -> None:
    replay = _replay(stack, trace, edits, seconds=LONG)
    _right(replay, replay.run())


def _killing(stack: Stack, replay: Replay) -> dict[str, Any]:
    """kill -9 of one process after the other, each started again, as long as it is being written."""
    over = threading.Event()

    def kill() -> None:
        turn = 0
        while not over.wait(EVERY):
            web = stack.webs[turn % len(stack.webs)]
            web.kill()
            over.wait(0.3)
            web.start()
            turn += 1

    with replay.start() as process:
        killer = threading.Thread(target=kill)
        killer.start()
        try:
            found = outcome(process, replay.seconds + 60)
        finally:
            over.set()
            killer.join()
    assert found["reconnected"] > 0
    return found


def test_while_the_processes_are_killed_in_turn(stack: Stack, db: None) -> None:
    replay = _replay(stack, "", 600, pace=60)
    _right(replay, _killing(stack, replay))


@pytest.mark.nightly
@whole
def test_whole_while_the_processes_are_killed_in_turn(
    stack: Stack, db: None, trace: str, edits: int | None
) -> None:
    replay = _replay(stack, trace, edits, seconds=LONG, pace=1500 if trace == "seph-blog1" else 100)
    _right(replay, _killing(stack, replay))


@pytest.mark.parametrize("trace, edits", SHORT[:1])
def test_with_sqlite_and_one_process(tmp_path: Path, trace: str, edits: int | None) -> None:
    with Alone(tmp_path) as alone:
        replay = Replay([alone.sockets], alone.part, alone.cookies, trace, edits, pace=200)
        _needs(replay)
        found = replay.run()
        assert found["right"] == found["texts"] >= 4


def test_a_tab_that_is_open_longer_than_the_server_keeps_a_socket_still_receives(tmp_path: Path) -> None:
    """Daphne ends every socket after 24 hours; here after two seconds, several times while people write."""
    with Alone(tmp_path, "--websocket_timeout", "2") as alone:
        found = Replay([alone.sockets], alone.part, alone.cookies, "", 600, pace=60).run()
    assert found["right"] == found["texts"] >= 4
    assert found["reconnected"] >= 4


def test_a_megabyte_pasted_at_once_is_taken(tmp_path: Path) -> None:
    with Alone(tmp_path) as alone:
        found = Replay([alone.sockets], alone.part, alone.cookies, "", 30, more={"paste": 1 << 20}).run()
    assert found["right"] == found["texts"] >= 4
    assert found["asides"] == 0 and found["length"] > 1 << 20


@pytest.mark.nightly
@whole
def test_whole_with_sqlite_and_one_process(tmp_path: Path, trace: str, edits: int | None) -> None:
    with Alone(tmp_path) as alone:
        replay = Replay([alone.sockets], alone.part, alone.cookies, trace, edits, LONG)
        _needs(replay)
        found = replay.run()
        assert found["right"] == found["texts"] >= 4

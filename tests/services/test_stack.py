"""The stack itself: processes come back, what was committed survives, the test process sees what they see."""

import os
import signal
import urllib.request

import psycopg
import pytest

from kes.accounts.models import User
from tests.people import person
from tests.services.joining import session_cookie
from tests.services.stack import Stack


def _get(address: str, cookie: str = "") -> str:
    request = urllib.request.Request(address, headers={"Cookie": cookie})
    with urllib.request.urlopen(request, timeout=20) as answer:
        page: bytes = answer.read()
        return page.decode()


@pytest.mark.usefixtures("db")
def test_what_this_process_commits_is_seen_by_every_process(stack: Stack) -> None:
    alice = person("Alice Żak")
    cookie = session_cookie(alice)
    for web in stack.webs:
        assert "Alice Żak" in _get(f"{web.address}/profile/", cookie)


@pytest.mark.usefixtures("db")
def test_a_committed_row_survives_the_killing_of_the_database(stack: Stack) -> None:
    person("Bob Łuczak")
    stack.postgres.kill()
    stack.postgres.start()
    assert stack.postgres.query("SELECT name FROM kes_user") == [("Bob Łuczak",)]


@pytest.mark.usefixtures("db")
def test_a_database_killed_with_a_session_that_hangs_starts_again_at_once(stack: Stack) -> None:
    """PostgreSQL refuses to start while a session of the killed one still holds its shared memory."""
    with psycopg.connect(stack.postgres.url) as session:
        os.kill(session.info.backend_pid, signal.SIGSTOP)
        stack.postgres.kill()
    stack.postgres.start()
    assert stack.postgres.query("SELECT 1") == [(1,)]


@pytest.mark.usefixtures("db")
def test_a_killed_process_comes_back_at_its_address(stack: Stack) -> None:
    cookie = session_cookie(person("Olga Ćwik"))
    stack.webs[0].kill()
    assert not stack.webs[0].alive
    stack.webs[0].start()
    assert "Olga Ćwik" in _get(f"{stack.webs[0].address}/profile/", cookie)


@pytest.mark.usefixtures("db")
def test_processes_answer_at_once_after_the_database_was_restarted(stack: Stack) -> None:
    """Their pools hold connections that are dead now; nobody may be given one."""
    cookie = session_cookie(person("Alice Żak"))
    for web in stack.webs:
        _get(f"{web.address}/profile/", cookie)
    stack.postgres.restart()
    for web in stack.webs:
        assert "Alice Żak" in _get(f"{web.address}/profile/", cookie)


@pytest.mark.usefixtures("db")
def test_each_test_starts_with_an_empty_database(stack: Stack) -> None:
    assert not User.objects.exists()
    assert stack.postgres.query("SELECT count(*) FROM auth_permission") != [(0,)]

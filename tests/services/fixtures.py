"""Fixtures of the suites that run against a stack; each conftest.py adds `stack_options`."""

from collections.abc import Generator, Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.services.joining import empty, joined
from tests.services.stack import Options, Stack

_running: list[Stack] = []


@pytest.fixture(scope="session")
def running_stack(
    stack_options: Options, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Stack]:
    with Stack(stack_options) as stack, django_db_blocker.unblock(), joined(stack):
        _running.append(stack)
        yield stack
        _running.clear()


@pytest.fixture
def stack(running_stack: Stack) -> Stack:
    """The one stack of the suite, whole again whatever the test before did to it."""
    running_stack.heal()
    return running_stack


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """No test database: the suite works on its stack's own."""


@pytest.fixture
def db(stack: Stack) -> None:
    """An empty database in which everything is really committed."""
    empty()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failure shows what the servers said."""
    report = yield
    if report.failed and _running:
        report.sections.append(("Servers", _running[0].logs()[-6000:]))
    return report

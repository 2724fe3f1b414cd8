"""Everybody asks everything: each row of tests/matrix/table.txt, and that nothing is missing from it.

Answers are compared exactly. A refusal must leave no trace in the log, and no page may show a mark of what
its reader has no permission to read (tests/matrix/world.py). Each run asks everybody once a
row, in groups that change from row to row; `make nightly` asks everybody in every group.
"""

from collections.abc import Iterator

import pytest
from django.core.management import get_commands, load_command_class
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import DjangoDbBlocker

from kes.live import topics
from kes.live.models import Event
from kes.sockets import routes
from tests.matrix.answers import CASES, COMMANDS, PARTS, TOPICS, Answer, ask, quiet, undone
from tests.matrix.asking import Here
from tests.matrix.table import ASKED, TABLE, Row, rows
from tests.matrix.world import World, built, marks, permitted

pytestmark = pytest.mark.sweep

ROWS = rows()
REFUSED = {"login", "401", "403", "404", "405", "409", "410", "423", "400", "again", "–"}
# whoever has their addresses may read these: consultations of bodies that were asked, one's own receipt,
# what a public link shows
BY_ADDRESS = {
    "documents:consultation",
    "documents:new_remark",
    "documents:remarks",
    "documents:receipt",
    "documents:report",
    "documents:report_file",
    "documents:shared",
}
OURS = {"kes", "groups", "documents"}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), quiet(), built() as found:
        yield found


@pytest.mark.django_db
@pytest.mark.parametrize("turn, row", list(enumerate(ROWS)), ids=[str(row) for row in ROWS])
def test_row(world: World, turn: int, row: Row) -> None:
    assert wrong_answers(world, row, row.some(turn)) == []


@pytest.mark.nightly
@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_row_for_everybody_everywhere(world: World, row: Row) -> None:
    assert wrong_answers(world, row, row.everybody) == []


def test_every_address_is_in_the_table() -> None:
    known = {(row.name, row.asked) for row in ROWS}
    missing = [
        f"{name} {asked}" for name in addresses() for asked in ("GET", "POST") if (name, asked) not in known
    ]
    assert missing == [], f"say in {TABLE} who may do this, and how it is asked in tests/matrix/*_cases.py"


def test_every_address_has_a_name() -> None:
    assert "" not in addresses()


def test_every_row_leads_somewhere() -> None:
    known: dict[str, set[tuple[str, str]]] = {
        "HEAR": {(kind, case) for kind, cases in TOPICS.items() for case in cases},
        "JOIN": {("ws/live", ""), *(("ws/drafts", case) for case in PARTS)},
        "RUN": {(name, "") for name in COMMANDS},
    }
    pages = {(name, case) for name, cases in CASES.items() for case in cases}
    astray = [str(row) for row in ROWS if (row.name, row.case) not in known.get(row.asked, pages)]
    assert astray == [] and {row.asked for row in ROWS} == set(ASKED)
    assert len({str(row) for row in ROWS}) == len(ROWS)


def test_every_case_has_a_row() -> None:
    asked = {(row.name, row.case) for row in ROWS}
    cases = [(name, case) for name, known in CASES.items() for case in known]
    cases += [(name, case) for name, heard in TOPICS.items() for case in heard]
    assert [case for case in cases if case not in asked] == []
    assert set(CASES) == set(addresses())


def test_every_live_topic_is_in_the_table() -> None:
    heard = {row.name for row in ROWS if row.asked == "HEAR"}
    assert set(topics.kinds()) == heard == set(TOPICS), (
        f"say in {TABLE} who may hear it, and name one in answers.py"
    )


def test_every_socket_is_in_the_table() -> None:
    joined = {row.name for row in ROWS if row.asked == "JOIN"}
    addresses = {str(route.pattern).removeprefix("^").partition("/(")[0] for route in routes()}
    assert addresses == joined, f"say in {TABLE} who may join, and ask its door in answers.py"


def test_every_command_that_asks_for_a_group_is_in_the_table() -> None:
    ours = [load_command_class(app, name) for name, app in get_commands().items() if app in OURS]
    asking = {
        command.__module__.rpartition(".")[2]
        for command in ours
        if "--group" in command.create_parser("manage.py", "command").format_help()
    }
    assert asking == {row.name for row in ROWS if row.asked == "RUN"}, f"say in {TABLE} who may run it"


def wrong_answers(world: World, row: Row, cells: list[tuple[str, str, str]]) -> list[str]:
    """What differs from the table: other codes, traces of refusals, marks that were shown."""
    before = Event.objects.count()
    found = [problem for cell in cells for problem in _problems(world, row, before, *cell)]
    return sorted(set(found))


def addresses() -> list[str]:
    """The full name of every address there is, allauth's too."""
    return sorted(set(_names(get_resolver().url_patterns, "")))


def _names(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}" if pattern.name else ""


def _problems(world: World, row: Row, before: int, visibility: str, who: str, wanted: str) -> Iterator[str]:
    here = Here(world, world.places[visibility or "public"], who)
    with undone():
        answer = ask(row.asked, row.name, row.case, here)
        trace = Event.objects.count() - before
    place = f"{visibility} {who}".strip()
    if answer.code != wanted:
        yield f"{place}: {answer.code}, not {wanted}"
    if trace and answer.code in REFUSED:
        yield f"{place}: refused with {answer.code}, yet something happened"
    for group, permission in _shown_too_much(row, who, answer):
        yield f"{place}: was shown what only {permission} opens in the {group} group"


def _shown_too_much(row: Row, who: str, answer: Answer) -> set[tuple[str, str]]:
    shown = set()
    for group, permission in marks(answer.text):
        held = {name.replace("_", "") for name in permitted(who, group)}
        by_address = row.name in BY_ADDRESS
        if permission not in held and not (by_address and _own(row, permission)):
            shown.add((group, permission))
    return shown


def _own(row: Row, permission: str) -> bool:
    """A receipt shows its remark, a public link its text; other pages only what institutions were asked."""
    told = {
        "documents:receipt": {"viewremarks", "internal", "institutional"},
        "documents:shared": {"viewdraft", "viewversion"},
    }
    return permission in told.get(row.name, {"institutional"})

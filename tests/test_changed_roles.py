"""What a role may do in one group is changed: every page, topic, socket and list answers accordingly."""

from collections.abc import Iterator, Set

import pytest
from pytest_django import DjangoDbBlocker

from groups.directory.actions import role_permissions, set_permissions
from groups.roles import RoleKind
from kes import desk
from tests.matrix.answers import CASES, TOPICS, ask, quiet, undone
from tests.matrix.asking import Here
from tests.matrix.world import World, built, marks

pytestmark = pytest.mark.sweep

PLACE = "named"
NONE: Set[str] = frozenset()
HIDDEN = ["view_thread", "view_draft", "view_version", "view_remarks"]
# a public link is for whoever has it; a template of the group is for all who may create documents
OPEN = {"documents:shared of a draft", "documents:blueprints", "documents:new_document"}


@pytest.fixture(scope="module")
def everything(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), quiet(), built() as found:
        yield found


@pytest.fixture
def world(everything: World, db: None) -> Iterator[World]:
    with undone():
        yield everything


@pytest.mark.parametrize("permission", HIDDEN)
def test_what_members_may_no_longer_see_is_on_no_page(world: World, permission: str) -> None:
    _change(world, RoleKind.MEMBER, take={permission})
    shown = {
        name.strip() for name, text in _pages(world, "bob") if (PLACE, _plain(permission)) in marks(text)
    }
    assert shown - OPEN == set()


@pytest.mark.parametrize(
    "permission, pages, topics",
    [
        (
            "view_thread",
            {"thread": "404", "posts": "404", "post": "404", "quote": "404", "threads": "403"},
            ["thread", "threads"],
        ),
        ("view_people", {"people": "403", "membership": "404"}, []),
        ("post_reply", {"thread": "ok", "edit_post": "403"}, []),
        ("view_group", {"group": "ok", "people": "403"}, ["group"]),
    ],
)
def test_members_lose_a_right(
    world: World, permission: str, pages: dict[str, str], topics: list[str]
) -> None:
    _change(world, RoleKind.MEMBER, take={permission})
    assert {name: _get(world, "bob", f"groups:{name}") for name in pages} == pages
    for kind in TOPICS:
        case = next(iter(TOPICS[kind]))
        before = "–" if kind in topics else "hears"
        assert ask("HEAR", kind, case, _here(world, "bob")).code == before, kind


def test_members_without_drafts_meet_none_anywhere(world: World) -> None:
    _change(world, RoleKind.MEMBER, take={"view_draft"})
    names = ("document", "markdown", "edit_part", "updates", "rename_part")
    assert {_get(world, "bob", f"documents:{name}") for name in names} == {"404"}
    assert _get(world, "bob", "documents:documents") == "403"
    assert ask("POST", "documents:updates", "", _here(world, "bob")).code == "404"
    assert ask("JOIN", "ws/drafts", "a chapter", _here(world, "bob")).code == "–"
    assert [_hears(world, "bob", kind) for kind in ("document", "documents", "group")] == ["–", "–", "hears"]
    assert PLACE not in _groups_on_the_desk(world, "drafts")
    assert f"documents.{world.places[PLACE].group.pk}" not in desk.topics(world.people["bob"])


def test_members_without_threads_have_none_on_their_desk(world: World) -> None:
    assert PLACE in _groups_on_the_desk(world, "threads")
    _change(world, RoleKind.MEMBER, take={"view_thread"})
    assert PLACE not in _groups_on_the_desk(world, "threads")


def test_members_without_versions_leave_internal_consultations(world: World) -> None:
    _change(world, RoleKind.MEMBER, take={"view_version"})
    assert _get(world, "bob", "documents:version", "of its own") == "404"
    assert _get(world, "bob", "documents:consultation", "internal open") == "404"
    assert _hears(world, "bob", "consultation", "internal open") == "–"
    assert PLACE not in _groups_on_the_desk(world, "consultations")


def test_members_without_remarks_keep_what_everybody_sees(world: World) -> None:
    _change(world, RoleKind.MEMBER, take={"view_remarks"})
    assert _get(world, "bob", "documents:desk", "public open") == "404"
    assert _hears(world, "bob", "remarks", "public open") == "–"
    states = {
        state: _get(world, "bob", "documents:consultation", state)
        for state in ("public planned", "public open")
    }
    assert states == {"public planned": "404", "public open": "ok"}


def test_observers_may_be_given_the_word(world: World) -> None:
    assert ask("POST", "groups:replies", "", _here(world, "olga")).code == "403"
    _change(world, RoleKind.OBSERVER, give={"post_reply"})
    with undone():
        assert ask("POST", "groups:replies", "", _here(world, "olga")).code == "done"
    assert 'name="body"' in ask("GET", "groups:thread", "open", _here(world, "olga")).text
    assert ask("POST", "groups:new_thread", "", _here(world, "olga")).code == "403"


def test_observers_may_be_given_the_pen(world: World) -> None:
    _change(world, RoleKind.OBSERVER, give={"edit_draft"})
    assert ask("JOIN", "ws/drafts", "a chapter", _here(world, "olga")).code == "writes"
    assert ask("JOIN", "ws/drafts", "a locked chapter", _here(world, "olga")).code == "reads"
    with undone():
        assert ask("POST", "documents:updates", "", _here(world, "olga")).code == "ok"


def test_a_secretariat_that_no_longer_answers_is_not_asked_to(world: World) -> None:
    assert PLACE in _groups_on_the_desk(world, "remarks", "sara")
    _change(world, RoleKind.SECRETARIAT, take={"answer_remark"})
    assert PLACE not in _groups_on_the_desk(world, "remarks", "sara")
    assert ask("POST", "documents:answer", "waiting", _here(world, "sara")).code == "403"
    assert 'name="position"' not in ask("GET", "documents:desk", "public open", _here(world, "sara")).text


def test_those_who_may_only_suggest_write_nothing(world: World) -> None:
    _change(world, RoleKind.OBSERVER, give={"comment_draft", "suggest_edit"})
    assert ask("JOIN", "ws/drafts", "a chapter", _here(world, "olga")).code == "reads"
    names = ("updates", "new_comment", "send_suggestions", "new_suggestion")
    answers = [ask("POST", f"documents:{name}", "", _here(world, "olga")).code for name in names]
    assert answers == ["403", "done", "done", "done"]
    assert ask("POST", "documents:decide_suggestion", "accepted", _here(world, "olga")).code == "403"


def test_a_change_in_one_group_changes_nothing_in_another(world: World) -> None:
    _change(world, RoleKind.MEMBER, take=set(HIDDEN))
    hidden = Here(world, world.places["hidden"], "bob")
    asked = {"groups:thread": "open", "documents:document": "", "documents:version": "of its own"}
    assert {ask("GET", name, case, hidden).code for name, case in asked.items()} == {"ok"}


def _change(world: World, kind: RoleKind, *, give: Set[str] = NONE, take: Set[str] = NONE) -> None:
    group = world.places[PLACE].group
    wanted = {RoleKind(role.kind): role_permissions(role) for role in group.roles.all()}
    wanted[kind] = (wanted[kind] - take) | give
    set_permissions(group, by=world.people["alice"], wanted=wanted)


def _here(world: World, who: str) -> Here:
    return Here(world, world.places[PLACE], who)


def _get(world: World, who: str, name: str, case: str | None = None) -> str:
    return ask("GET", name, next(iter(CASES[name])) if case is None else case, _here(world, who)).code


def _hears(world: World, who: str, kind: str, case: str | None = None) -> str:
    return ask("HEAR", kind, next(iter(TOPICS[kind])) if case is None else case, _here(world, who)).code


def _pages(world: World, who: str) -> Iterator[tuple[str, str]]:
    """Everything that can be read, by address; receipts show what is one's own."""
    for name, cases in CASES.items():
        if name in {"documents:receipt", "documents:report_file", "account_logout"}:
            continue
        for case in cases:
            with undone():
                yield f"{name} {case}", ask("GET", name, case, _here(world, who)).text


def _groups_on_the_desk(world: World, key: str, who: str = "bob") -> set[str]:
    """The visibilities of the groups whose things wait in this section."""
    (section,) = [one for one in desk.sections(world.people[who]) if one.key == key]
    return {item.group.rpartition(" ")[2] for item in section.items}


def _plain(permission: str) -> str:
    return permission.replace("_", "")

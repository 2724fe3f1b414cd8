"""Groups, their people, threads and posts."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from groups.roles import TABLE, RoleKind
from tests.matrix.asking import Ask, Case, Here, plain

MEMBER = {"role": "member", "sector": "", "organisation": ""}


def _group(key: str = "pk", **form: Any) -> Case:
    return lambda here: Ask({key: here.place.group.pk}, form)


def _settings(here: Here, **changed: Any) -> dict[str, Any]:
    group = here.place.group
    facts = {"name": group.name, "kind": group.kind, "visibility": group.visibility, "parent": ""}
    return {**facts, "description": group.description, **changed}


def _new_group(here: Here) -> Ask:
    return Ask(form=_settings(here, name="Nowa", parent=here.place.group.pk), query={"parent": "abc"})


def _new_group_below_another(here: Here) -> Ask:
    fourth = here.place.elsewhere.group.pk
    return Ask(form=_settings(here, parent=fourth), query={"parent": fourth})


def _settings_of(changed: Callable[[Here], dict[str, Any]]) -> Case:
    return lambda here: Ask({"pk": here.place.group.pk}, _settings(here, **changed(here)))


def _roles(here: Here) -> Ask:
    boxes = {f"{kind}-{codename}": "on" for kind in RoleKind for codename in TABLE[kind]}
    return Ask({"pk": here.place.group.pk}, boxes)


def _newcomer(**changed: Any) -> Case:
    form = {**MEMBER, "since": "2026-01-01", **changed}
    return lambda here: Ask(
        {"group": here.place.group.pk}, {**form, "email": here.world.people["newcomer"].email}
    )


def _membership(whose: str, **form: Any) -> Case:
    return lambda here: Ask({"pk": here.place.memberships[whose].pk}, form)


def _thread(name: str = "thread", json: Any = None, **form: Any) -> Case:
    return lambda here: Ask({"pk": getattr(here.place.talks, name).pk}, form, json=json)


def _reply_to_elsewhere(here: Here) -> Ask:
    foreign = here.place.elsewhere.talks.posts["edited"].pk
    return Ask({"pk": here.place.talks.thread.pk}, {"body": "Zgoda.", "reply_to": foreign})


def _with_post_elsewhere(name: str) -> Case:
    return lambda here: Ask(
        {"pk": here.place.talks.thread.pk}, query={name: here.place.elsewhere.talks.posts["edited"].pk}
    )


def _posts(*names: str, **form: Any) -> dict[str, Case]:
    return {name: _post(name, **form) for name in names}


def _post(name: str, **form: Any) -> Case:
    return lambda here: Ask({"pk": here.place.talks.posts[name].pk}, form)


CHANGED = (
    "of the facilitator",
    "of the member",
    "of the former member",
    "of the member in the closed thread",
)
GROUP_CASES: dict[str, dict[str, Case]] = {
    "groups:directory": {"": plain},
    "groups:new_group": {"below this one": _new_group, "below another group": _new_group_below_another},
    "groups:group": {"": _group()},
    "groups:settings": {
        "": _settings_of(lambda here: {"name": "Inna"}),
        "below another group": _settings_of(lambda here: {"parent": here.place.elsewhere.group.pk}),
    },
    "groups:roles": {"": _roles},
    "groups:people": {"": _group("group")},
    "groups:add_member": {"as a member": _newcomer(), "as a facilitator": _newcomer(role="facilitator")},
    "groups:membership": {
        "of the member": _membership("bob", **MEMBER),
        "of the secretariat": _membership("sara", **MEMBER),
        "of the facilitator": _membership("alice", **MEMBER | {"role": "facilitator"}),
        "of the former member": _membership("former", **MEMBER),
    },
    "groups:end_membership": {
        "of the member": _membership("bob"),
        "of the secretariat": _membership("sara"),
        "of the facilitator": _membership("alice"),
    },
    "groups:threads": {"": _group()},
    "groups:new_thread": {"": _group(title="Nowy", body="Zaczynamy.")},
    "groups:thread": {
        "open": _thread(),
        "closed": _thread("closed"),
        "quoting a post of another group": _with_post_elsewhere("quote"),
        "replying to a post of another group": _with_post_elsewhere("reply"),
    },
    "groups:posts": {"": _thread()},
    "groups:replies": {
        "": _thread(body="Zgoda."),
        "by scripts": _thread(json="answer", body="Zgoda.", key=str(uuid4())),
        "to a closed thread": _thread("closed", body="Zgoda."),
        "to a post of another group": _reply_to_elsewhere,
    },
    "groups:read": {"": _thread(number="2"), "by scripts": _thread(json="answer", number="2")},
    "groups:closing": {"": _thread()},
    "groups:reopening": {"": _thread("closed")},
    "groups:post": _posts("of the member", "deleted"),
    "groups:quote": _posts("of the member", "deleted"),
    "groups:edit_post": _posts(*CHANGED, "deleted", body="Inaczej.", revision="1"),
    "groups:delete_post": _posts(*CHANGED),
    "groups:post_history": _posts("edited", "deleted"),
    "groups:preview": {"": lambda here: Ask(form={"text": "**Tak**"})},
}

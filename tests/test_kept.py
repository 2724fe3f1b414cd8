"""What is kept comes back as it was made: the same rows, and models that belong together."""

from dataclasses import dataclass

import pytest
from django.db import connection, transaction

from groups.membership.models import Membership
from kes.accounts.models import User
from kes.live.models import Event
from tests.kept import kept
from tests.people import World, person
from tests.people import world as make_world


@dataclass
class Pair:
    first: User
    second: User


def _rows() -> list[list[tuple[object, ...]]]:
    people = User.objects.order_by("email").values_list("email", "name", "password")
    memberships = Membership.objects.order_by("user__email").values_list("user__name", "role__kind", "since")
    events = Event.objects.order_by("pk").values_list("kind", "about_type")
    return [list(people), list(memberships), list(events)]


@pytest.mark.django_db
@pytest.mark.parametrize("turn", range(2))
def test_the_rows_are_those_that_are_made(turn: int) -> None:
    with transaction.atomic():
        make_world()
        made = _rows()
        transaction.set_rollback(True)
    world = kept("world and its rows", make_world)
    assert _rows() == made
    assert world.alice == User.objects.get(name="Alice Żak")
    connection.check_constraints()
    User.objects.update(name=f"Nobody sees this in turn {turn + 1}")


@pytest.mark.django_db
@pytest.mark.parametrize("turn", range(2))
def test_what_stands_on_another_holds_the_same_people(world: World, turn: int) -> None:
    pair = kept("pair", lambda: Pair(world.bob, person("Nowa Osoba")), on=world)
    assert pair.first is world.bob
    assert pair.second == User.objects.get(name="Nowa Osoba")


@pytest.mark.django_db
@pytest.mark.parametrize("turn", range(2))
def test_after_any_other_change_it_is_made_anew(world: World, turn: int) -> None:
    person(f"Zmiana {turn}")
    pair = kept("changed pair", lambda: Pair(world.bob, person(f"Osoba {turn}")), on=world)
    assert pair.second.name == f"Osoba {turn}"


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_of_the_tests_it_is_made() -> None:
    assert kept("in earnest", lambda: person("Zofia Prawdziwa")) == User.objects.get()

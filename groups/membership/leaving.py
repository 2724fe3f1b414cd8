"""What a person has in a group only as one of its people ends with the membership: features say what."""

from collections.abc import Callable

from kes.accounts.models import User

Farewell = Callable[[User, User | None], object]
_farewells: list[Farewell] = []


def register(farewell: Farewell) -> None:
    """`farewell(person, by)` is called inside the transaction that ends a membership, after it has ended."""
    _farewells.append(farewell)


def part_from(person: User, *, by: User | None) -> None:
    for farewell in _farewells:
        farewell(person, by)

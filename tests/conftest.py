"""Fixtures for all tests."""

from collections.abc import Callable

import pytest
from django.test import Client

from kes.accounts.models import User
from tests import people
from tests.kept import kept


@pytest.fixture
def world(db: None) -> people.World:
    return kept("world", people.world)


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A test client in which this person is signed in."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make

"""Fixtures for all tests."""

import gc
from collections.abc import Callable

import pytest
from django.test import Client

from kes.accounts.models import User
from tests import people


def pytest_collection_finish() -> None:
    """What is imported stays: the collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture
def world(db: None) -> people.World:
    return people.world()


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A test client in which this person is signed in."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make

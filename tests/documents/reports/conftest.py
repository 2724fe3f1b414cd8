"""A version and a consultation that is open, of the group of the tests' people."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from documents.consultations.models import Consultation
from documents.versions.models import Version
from kes.accounts.models import User
from tests.documents.consultations.making import consultation_of, version_of
from tests.people import World

SignedIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def nobody_counted() -> Iterator[None]:
    """Limits begin anew in every test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def version(world: World) -> Version:
    return version_of(world.group, world.alice)


@pytest.fixture
def consultation(world: World, version: Version) -> Consultation:
    return consultation_of(version, world.alice)

"""Service tests: PostgreSQL, Redis, two Daphne processes with production settings, nginx."""

import pytest

from tests.services.fixtures import *  # noqa: F403
from tests.services.stack import Options


@pytest.fixture(scope="session")
def stack_options() -> Options:
    return Options(production=True, nginx=True)

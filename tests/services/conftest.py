"""Service tests: PostgreSQL, Redis, two Daphne processes with production settings, nginx."""

from tests.services.fixtures import *  # noqa: F403

"""Lets this test process act on a stack: its ORM, sessions and announcements are those of the processes."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import dj_database_url
from channels.layers import channel_layers
from django.conf import settings
from django.db import connection, connections, transaction
from django.test import Client, override_settings

from kes.accounts.models import User
from tests.services.stack import SECRET_KEY, Stack

# kes_topic holds the numbers of events: the processes remember how far they have read, so they may not fall.
KEPT = {"django_migrations", "django_content_type", "auth_permission", "kes_topic"}
SIGNS_IN = "allauth.account.auth_backends.AuthenticationBackend"


@contextmanager
def joined(stack: Stack) -> Iterator[None]:
    """What is committed inside is seen by the stack's processes, what they announce is heard here."""
    before = dict(connections.settings["default"])
    with override_settings(**_like(stack)):
        _use(dict(dj_database_url.parse(stack.postgres.url)))
        try:
            yield
        finally:
            _use(before)


def empty() -> None:
    """Delete every row but what migrating wrote. Numbers go on: no cache of a process meets one twice.

    TRUNCATE would make some 200 files anew and wait for the disk: a second and more for each test.
    """
    connections.close_all()
    tables = [name for name in connection.introspection.table_names() if name not in KEPT]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # foreign keys are not asked
        cursor.execute("; ".join(f"DELETE FROM {connection.ops.quote_name(name)}" for name in tables))


def session_cookie(user: User) -> str:
    """The Cookie header of somebody who is signed in."""
    client = Client()
    client.force_login(user, backend=SIGNS_IN)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _like(stack: Stack) -> dict[str, Any]:
    redis = {"address": stack.redis.url, "socket_timeout": None}
    return {
        "SECRET_KEY": SECRET_KEY,
        "REDIS_URL": stack.redis.url,
        "MEDIA_ROOT": stack.folder / "var" / "files",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "CHANNEL_LAYERS": {
            "default": {
                "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
                "CONFIG": {"hosts": [redis], "prefix": "kes"},
            }
        },
    }


def _use(database: dict[str, Any]) -> None:
    connections.close_all()
    with suppress(AttributeError):  # another thread's, or none yet
        del connections["default"]
    target = connections.settings["default"]
    target.clear()
    target.update(connections.configure_settings({"default": database})["default"])
    channel_layers.backends = {}

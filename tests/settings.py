"""The product's settings with cheap passwords and nothing outside the test run's own folder."""

import tempfile
from pathlib import Path

from kes.settings import *  # noqa: F403

SECRET_KEY = "tests-only"
DEBUG = False
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A file, since threads that share SQLite's memory lock each other out; nobody waits for the disk.
_folder = tempfile.TemporaryDirectory(prefix="kes-tests-", ignore_cleanup_errors=True)
MEDIA_ROOT = Path(_folder.name) / "files"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{_folder.name}/kes.sqlite3",
        "TEST": {"NAME": f"{_folder.name}/test.sqlite3"},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
        },
    }
}
CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "own", "files")
}
AUTOMATIC_VERSIONS = False
JOBS = False  # tests do them where they want them

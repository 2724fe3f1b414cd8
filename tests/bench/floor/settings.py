"""The product's settings; other addresses, and the channel layer as most projects use it."""

from pathlib import Path

from kes.settings import *  # noqa: F403
from kes.settings import REDIS_URL, TEMPLATES

ROOT_URLCONF = "tests.bench.floor.urls"
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {
            "hosts": [{"address": REDIS_URL, "socket_timeout": None, "max_connections": 5000}],
            "capacity": 1000,
        },
    }
}
TEMPLATES[0]["DIRS"] = [Path(__file__).parent]

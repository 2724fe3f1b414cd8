"""The ASGI application: HTTP by Django, WebSockets by the consumers, jobs between them."""

import gc
import os
import sys
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kes.settings")
http = get_asgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.layers import get_channel_layer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from daphne.ws_protocol import WebSocketFactory  # noqa: E402

from kes.jobs.runner import runner  # noqa: E402
from kes.live import frames  # noqa: E402
from kes.production import refuse_demo_accounts  # noqa: E402
from kes.sockets import routes  # noqa: E402

WebSocketFactory.protocol = frames.Protocol
refuse_demo_accounts()
get_channel_layer()  # loads the client library now, not under the first socket

protocols = ProtocolTypeRouter(
    {"http": http, "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(routes())))}
)

get_resolver().url_patterns  # noqa: B018  imports every view, so that no first request waits for it
# A full collection takes as long as there are objects, and nothing is passed on meanwhile: 65 ms of a fresh
# process. What is loaded now stays for ever; the collector need not look at it again.
gc.collect()
gc.freeze()
# A thread with a query may keep the event loop waiting for this long, in seconds, instead of 5 ms.
sys.setswitchinterval(0.0005)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "websocket":
        frames.offer(scope, send)
    runner.begin()  # only here is there an event loop; Daphne knows no lifespan
    await protocols(scope, receive, send)

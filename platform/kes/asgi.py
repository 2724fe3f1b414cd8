"""The ASGI application: HTTP by Django, WebSockets by the consumers."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kes.settings")
http = get_asgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.layers import get_channel_layer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402

from kes.production import refuse_demo_accounts  # noqa: E402
from kes.sockets import routes  # noqa: E402

refuse_demo_accounts()
get_channel_layer()  # loads the client library now, not under the first socket

application = ProtocolTypeRouter(
    {"http": http, "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(routes())))}
)

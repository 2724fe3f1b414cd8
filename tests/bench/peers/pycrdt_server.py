"""pycrdt-websocket in memory, under hypercorn: python pycrdt_server.py PORT, in the peers' environment."""

import asyncio
import sys

from hypercorn import Config
from hypercorn.asyncio import serve
from pycrdt.websocket import ASGIServer, WebsocketServer


async def main(port: int) -> None:
    config = Config()
    config.bind = [f"127.0.0.1:{port}"]
    config.websocket_max_message_size = 64 * 1024 * 1024
    async with WebsocketServer(auto_clean_rooms=False) as server:
        await serve(ASGIServer(server), config, mode="asgi")


asyncio.run(main(int(sys.argv[1])))

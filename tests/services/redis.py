"""A Redis of our own: nothing kept on disk, as the channel layer needs nothing kept."""

import socket

from deploy.bootstrap.packages import program
from tests.services.process import HOST, Process


class Redis(Process):
    name = "redis"

    @property
    def url(self) -> str:
        return f"redis://{HOST}:{self.port}/0"

    def command(self) -> list[str]:
        options = ["--save", "", "--appendonly", "no", "--daemonize", "no", "--dir", str(self.folder)]
        return [str(program("redis-server")), "--port", str(self.port), "--bind", HOST, *options]

    def answers(self) -> bool:
        try:
            with socket.create_connection((HOST, self.port), timeout=1) as link:
                link.sendall(b"PING\r\n")
                return link.recv(16).startswith(b"+PONG")
        except OSError:
            return False

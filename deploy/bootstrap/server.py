"""Starts the product under Daphne, says where it is, and stops it cleanly at Ctrl-C."""

import os
import signal
import socket
import subprocess
import time

from deploy.bootstrap import setup
from deploy.bootstrap.paths import PYTHON, ROOT
from deploy.bootstrap.shell import Problem, call, environment, say

HOST = "127.0.0.1"
PATIENCE = 60  # seconds for the server's first answer


def run() -> int:
    port = free_port(os.environ.get("PORT", "8000"))
    setup.site()
    if call([str(PYTHON), "manage.py", "load_demo"]):
        raise Problem("The demo data could not be loaded; the message is above.")
    free_port(str(port))  # set-up may have taken minutes
    server = subprocess.Popen(_daphne(port), cwd=ROOT, env=environment())
    try:
        _wait(server, port)
        say(f"\nKES runs at http://{HOST}:{port}/ - Ctrl-C stops it.\n")
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(server)


def free_port(text: str) -> int:
    """The port as a number; raise Problem when it is none, or when it cannot be listened on."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Problem(f"PORT must be a number from 1 to 65535, not {text!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except PermissionError:
            raise Problem(f"Port {text} is reserved for root. Choose another: make run PORT=8080") from None
        except OSError:
            raise Problem(
                f"Port {text} is in use, perhaps by KES in another terminal.\n"
                f"Stop that, or choose another port: make run PORT={int(text) % 65535 + 1}"
            ) from None
    return int(text)


def _daphne(port: int) -> list[str]:
    # Verbosity 0: no access log, warnings and errors only.
    return [str(PYTHON), "-m", "daphne", "-v", "0", "-b", HOST, "-p", str(port), "kes.asgi:application"]


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise Problem("The server stopped before it answered; its message is above.")
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise Problem(f"The server gave no answer in {PATIENCE} s.")


def _stop(server: subprocess.Popen[bytes]) -> None:
    # A second Ctrl-C must not cut the goodbye short; Daphne got the first one itself, from the terminal.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if server.poll() is None:
        server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    say("KES has stopped.")

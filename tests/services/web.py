"""One Daphne process with the product's real settings."""

import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from deploy.bootstrap.paths import PYTHON, ROOT
from tests.services.process import HOST, Process

# As deploy/systemd/kes-web@.service has them; tests/deploy/test_files.py holds the two together.
OPTIONS = ["--verbosity", "0", "--proxy-headers", "--ping-interval", "20", "--ping-timeout", "30"]
OPTIONS += ["--application-close-timeout", "20"]


class Web(Process):
    name = "web"
    patience = 60.0

    def __init__(self, folder: Path, environment: dict[str, str], more: Sequence[str] = ()) -> None:
        """`more`: further options of Daphne."""
        super().__init__(folder)
        self._environment, self._more = environment, more

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def sockets(self) -> str:
        return f"ws://{HOST}:{self.port}"

    def command(self) -> list[str]:
        where = ["--bind", HOST, "--port", str(self.port)]
        return [str(PYTHON), "-m", "daphne", *where, *OPTIONS, *self._more, "kes.asgi:application"]

    def cwd(self) -> Path:
        return ROOT

    def environment(self) -> dict[str, str]:
        return self._environment

    def answers(self) -> bool:
        """A whole answer, whatever its code: the URLs, templates and the database have been touched."""
        try:
            urllib.request.urlopen(f"{self.address}/accounts/login/", timeout=20).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

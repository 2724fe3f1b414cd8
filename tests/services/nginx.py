"""nginx with the very files of deploy/nginx in front of the web processes; only ports and folders differ."""

import grp
import pwd
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from deploy.bootstrap.packages import program
from deploy.bootstrap.paths import ROOT
from tests.services.process import HOST, NotReady, Process
from tests.services.web import Web

FILES = ROOT / "deploy/nginx"
# What a distribution's own /etc/nginx/nginx.conf holds around a site.
AROUND = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log warn;
{user}
worker_processes 2;
events {{ worker_connections 2048; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include kes.conf;
}}
"""


class Nginx(Process):
    """Behaves as the public address of the site: `address`, `sockets`."""

    name = "nginx"

    def __init__(self, folder: Path, webs: Sequence[Web], *, root: Path) -> None:
        super().__init__(folder)
        self.webs = webs
        self.root = root

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def sockets(self) -> str:
        return f"ws://{HOST}:{self.port}"

    def start(self, *, wait: bool = True) -> None:
        self._write()
        self.check()
        super().start(wait=wait)

    def check(self) -> str:
        """What `nginx -t` says; raise NotReady when it does not like the files."""
        done = subprocess.run([*self.command(), "-t"], capture_output=True, text=True)
        if done.returncode:
            raise NotReady(f"nginx -t: {done.stderr}")
        return done.stderr

    def command(self) -> list[str]:
        return [str(program("nginx")), "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]

    def _write(self) -> None:
        (self.folder / "kes").mkdir(exist_ok=True)
        (self.folder / "nginx.conf").write_text(AROUND.format(folder=self.folder, user=self._worker()))
        site = (FILES / "kes.conf").read_text()
        (self.folder / "kes.conf").write_text(site.replace("/var/log/nginx", str(self.folder)))
        (self.folder / "kes/upstream.conf").write_text(self._upstream())
        (self.folder / "kes/address.conf").write_text(self._address())

    def _worker(self) -> str:
        """As on a server: the workers are somebody to whom nothing of the site belongs."""
        if Path(self.folder).owner() != "root":
            return ""
        nobody = pwd.getpwnam("nobody")
        return f"user {nobody.pw_name} {grp.getgrgid(nobody.pw_gid).gr_name};"

    def _upstream(self) -> str:
        """The deployed file with our ports; it names as many processes as we have."""
        ports = iter(str(web.port) for web in self.webs)
        text = (FILES / "upstream.conf").read_text()
        return re.sub(r"(?<=server 127\.0\.0\.1:)\d+", lambda _: next(ports), text)

    def _address(self) -> str:
        text = (FILES / "address.conf").read_text()
        text = text.replace("listen 80;", f"listen {HOST}:{self.port};")
        text = text.replace("listen [::]:80;\n", "").replace("kes.example.org;", f"{HOST} localhost;")
        return text.replace("root /var/lib/kes;", f"root {self.root};")

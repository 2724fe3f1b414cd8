"""The site through nginx with the files of deploy/nginx: pages, static files, sockets, limits."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from email.message import Message
from http.client import HTTPConnection

import pytest
from websockets import Origin
from websockets.sync.client import ClientConnection, connect

from deploy.bootstrap.paths import ROOT
from kes.accounts.models import User
from tests import people
from tests.services.joining import session_cookie
from tests.services.nginx import Nginx
from tests.services.process import HOST
from tests.services.stack import Stack


@pytest.fixture
def nginx(stack: Stack) -> Nginx:
    assert stack.nginx is not None
    return stack.nginx


def _get(address: str, **headers: str) -> tuple[int, Message, bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=named), timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def _socket(nginx: Nginx, user: User) -> ClientConnection:
    headers = {"Cookie": session_cookie(user)}
    return connect(f"{nginx.sockets}/ws/live", additional_headers=headers, origin=Origin(nginx.address))


def test_nginx_accepts_the_files_without_a_warning(nginx: Nginx) -> None:
    said = nginx.check()
    assert "syntax is ok" in said
    assert "[warn]" not in said


def test_the_files_are_those_of_the_repository(nginx: Nginx) -> None:
    """What the tests replace is the site's address, ports and folders, and nothing else."""
    theirs = (nginx.folder / "kes.conf").read_text().replace(str(nginx.folder), "/var/log/nginx")
    assert theirs == (ROOT / "deploy/nginx/kes.conf").read_text()


def test_a_page_passes(nginx: Nginx) -> None:
    status, headers, page = _get(f"{nginx.address}/accounts/login/")
    assert status == 200
    assert b"<form" in page
    assert headers["Content-Security-Policy"]


def test_pages_go_compressed(nginx: Nginx) -> None:
    _, headers, page = _get(f"{nginx.address}/accounts/login/", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert page[:2] == b"\x1f\x8b"


def test_static_files_come_from_nginx_and_never_change(nginx: Nginx) -> None:
    page = _get(f"{nginx.address}/accounts/login/")[2].decode()
    found = re.search(r"/static/main\.[0-9a-f]{12}\.css", page)
    assert found
    status, headers, _ = _get(nginx.address + found[0], Accept_Encoding="gzip")
    assert status == 200
    assert "immutable" in headers.get_all("Cache-Control", [])[-1]
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Content-Security-Policy"] is None  # it did not pass Django


def test_every_file_of_a_page_may_be_read_by_nginx(nginx: Nginx) -> None:
    """Fonts and pictures too, which have no compressed copy, and whoever takes nothing compressed."""
    page = _get(f"{nginx.address}/accounts/login/")[2].decode()
    named = set(re.findall(r"/static/[^\"' ]+", page))
    assert {name.rpartition(".")[2] for name in named} >= {"css", "js", "svg", "woff2"}
    assert {name: _get(nginx.address + name)[0] for name in named} == dict.fromkeys(named, 200)


def test_a_missing_static_file_is_answered_by_nginx(nginx: Nginx) -> None:
    status, _, page = _get(f"{nginx.address}/static/none.css")
    assert status == 404
    assert b"nginx" in page


def test_a_form_of_60_megabytes_is_refused(nginx: Nginx) -> None:
    request = urllib.request.Request(f"{nginx.address}/accounts/login/", data=b"x", method="POST")
    request.add_header("Content-Length", str(60 * 1024 * 1024))
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=20)
    refused.value.close()
    assert refused.value.code == 413


def test_what_a_visitor_claims_of_the_way_here_is_not_believed(nginx: Nginx) -> None:
    """With HTTPS claimed, Django would build https links; with a foreign host, foreign ones."""
    link = HTTPConnection(HOST, nginx.port, timeout=20)
    claims = {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example",
        "Forwarded": "host=evil.example",
    }
    link.request("GET", "/profile/", headers=claims)
    sent = link.getresponse().headers["Location"]
    link.close()
    assert urllib.parse.urljoin(nginx.address, sent).startswith(f"{nginx.address}/accounts/login/")


@pytest.mark.usefixtures("db")
def test_a_live_socket_passes(nginx: Nginx) -> None:
    world = people.world()
    with _socket(nginx, world.bob) as socket:
        socket.send(json.dumps({"type": "subscribe", "topics": {f"group.{world.group.pk}": 0}}))
        told = json.loads(socket.recv(10))
    assert told["type"] in {"subscribed", "event"}
    assert told["topic"] == f"group.{world.group.pk}"


@pytest.mark.usefixtures("db")
def test_visitors_notice_nothing_of_a_killed_process(stack: Stack, nginx: Nginx) -> None:
    stack.webs[0].kill()
    assert [_get(f"{nginx.address}/accounts/login/")[0] for _ in range(12)] == [200] * 12


def test_secret_links_stay_out_of_the_log(nginx: Nginx) -> None:
    _get(f"{nginx.address}/remarks/very-secret-token/?really=secret")
    _get(f"{nginx.address}/shared/very-secret-token/files/secret/")
    nginx.stop()  # a line is written after its answer was sent
    log = (nginx.folder / "access.log").read_text()
    assert "GET /remarks/... " in log and "GET /shared/... " in log
    assert "secret" not in log

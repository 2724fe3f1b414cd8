"""A thread's page: processor time a request, requests a second, queries; beside plainly rendered posts."""

import http.client
import os
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.threads.actions import open_thread
from groups.threads.models import Post, Thread
from groups.threads.reading import MOST, PAGE
from groups.threads.text import to_html
from kes.live.models import Topic
from tests.bench.plan import Plan
from tests.bench.results import Results
from tests.bench.servers import Floor, Kes
from tests.services.web import Web

SIZES = (20, 200, 2000)
BODY = "Ustalenia z posiedzenia: **wskaźnik** reintegracji, cele i terminy. " * 5
AT_ONCE = 4


def measure(results: Results, kes: Kes, floor: Floor, plan: Plan) -> None:
    for size in SIZES:
        thread = _thread(kes, size)
        case = f"thread-{size}"
        results.measure(case, "kes", lambda: {"queries": _queries(kes, thread)})  # noqa: B023
        for _turn in range(plan.rounds):
            for server, web, paths in _pages(kes, floor, thread):
                work = _asks(web, kes.cookies[1], paths, max(5, plan.requests // (1 + size // 400)))
                results.measure(case, server, work)


def _pages(kes: Kes, floor: Floor, thread: Thread) -> list[tuple[str, Web, list[str]]]:
    page = thread.get_absolute_url()
    windows = [f"{page}posts/?after={after}&size={size}" for after, size in _windows(thread.last_number)]
    plain = f"/rendered/{thread.pk}/"
    return [
        ("kes", kes.web, [page]),
        ("kes-whole", kes.web, [page, *windows]),
        ("rendered", floor, [plain]),
        ("rendered-window", floor, [f"{plain}?most={PAGE}"]),
    ]


def _windows(total: int) -> Iterator[tuple[int, int]]:
    """What the page asks for while somebody scrolls to the end, as thread-window.js does."""
    shown = PAGE
    while shown < total:
        size = min(MOST, 4 * shown)
        yield shown, size
        shown += size


def _asks(web: Web, cookie: str, paths: list[str], times: int) -> Callable[[], dict[str, Any]]:
    """All of `paths` one after the other, as one request of the figures."""

    def work() -> dict[str, Any]:
        headers = {"Cookie": cookie, "Host": f"127.0.0.1:{web.port}"}
        for _warm in range(3):
            _fetch(web, headers, paths)
        before, took = _cpu(web.pid), []
        size = 0
        for _time in range(times):
            began = time.perf_counter()
            size = _fetch(web, headers, paths)
            took.append((time.perf_counter() - began) * 1000)
        cpu = (_cpu(web.pid) - before) * 1000 / times
        rate = _rate(web, headers, paths, times)
        return {
            "p50": round(statistics.median(took), 2),
            "cpu": round(cpu, 2),
            "rate": rate,
            "kb": size // 1000,
        }

    return work


def _rate(web: Web, headers: dict[str, str], paths: list[str], times: int) -> float:
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda _n: _fetch(web, headers, paths), range(times)))
    return round(times / (time.perf_counter() - began), 1)


def _fetch(web: Web, headers: dict[str, str], paths: list[str]) -> int:
    link = http.client.HTTPConnection("127.0.0.1", web.port, timeout=60)
    size = 0
    for path in paths:
        link.request("GET", path, headers=headers)
        answer = link.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} was answered {answer.status}")
        size += len(body)
    link.close()
    return size


def _queries(kes: Kes, thread: Thread) -> int:
    client = Client()
    client.cookies.load(kes.cookies[1])
    client.get(thread.get_absolute_url())
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(thread.get_absolute_url())
    if answer.status_code != 200:
        raise RuntimeError(f"the thread was answered {answer.status_code}")
    return len(captured)


def _thread(kes: Kes, size: int) -> Thread:
    thread = open_thread(kes.group, by=kes.people[0], title=f"Wątek {size}", body=BODY)
    html, now = to_html(BODY), timezone.now()
    Post.objects.bulk_create(
        Post(thread=thread, number=n, author=kes.people[n % 20], body=BODY, html=html, created=now)
        for n in range(2, size + 1)
    )
    Thread.objects.filter(pk=thread.pk).update(last_number=size)
    Topic.objects.filter(name=thread.topic).update(head=size)
    thread.refresh_from_db()
    return thread


def _cpu(pid: int) -> float:
    """Seconds of processor time of the process, all threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

"""A posted reply to many open pages, beside a relay and the usual way of the channel layer; idle sockets."""

import json
from typing import Any

from django.urls import reverse

from groups.threads.actions import open_thread
from groups.threads.models import Thread
from tests.bench.client import play
from tests.bench.plan import Plan
from tests.bench.results import Results
from tests.bench.servers import Floor, Kes, Relay

CSRF = "bench" * 6 + "ab"  # 32 characters: cookie and header only have to agree


def measure(results: Results, kes: Kes, floor: Floor, relay: Relay | None, plan: Plan) -> None:
    thread = open_thread(kes.group, by=kes.people[0], title="Ustalenia", body="Początek.")
    for crowd in plan.crowds:
        for _turn in range(plan.rounds if crowd <= 500 else 1):
            _round(results, kes, floor, relay, thread, crowd, plan)


def _round(
    results: Results, kes: Kes, floor: Floor, relay: Relay | None, thread: Thread, crowd: int, plan: Plan
) -> None:
    case = f"fanout-{crowd}"
    load = {"listeners": crowd, "publications": plan.publications, "settle": 2}
    kes.restart()
    floor.restart()
    results.measure(case, "kes", lambda: play("fanout", **_ours(kes, thread), **load))
    if relay:
        there = {**relay.target(""), "post": None, "subscribe": None}
        results.measure(case, relay.name, lambda: play("fanout", **there, **load))
    layer = _plain(floor, "layer")
    results.measure(case, "layer", lambda: play("fanout", **layer, **load))
    idle = {"listeners": crowd, "publications": 0, "settle": 2}
    floor.restart()
    results.measure(case, "bare", lambda: {"kib": play("fanout", **_plain(floor, "bare"), **idle)["kib"]})


def _ours(kes: Kes, thread: Thread) -> dict[str, Any]:
    headers = {
        "Cookie": f"{kes.cookies[0]}; csrftoken={CSRF}",
        "X-CSRFToken": CSRF,
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    subscribe = json.dumps({"type": "subscribe", "topics": {thread.topic: None}})
    post = {"url": kes.web.address + reverse("groups:replies", args=[thread.pk]), "headers": headers}
    about = {"headers": kes.headers, "subscribe": subscribe, "post": post, "pid": kes.web.pid}
    return {"url": f"{kes.web.sockets}/ws/live", **about}


def _plain(floor: Floor, path: str) -> dict[str, Any]:
    about: dict[str, Any] = {"headers": [{}], "subscribe": None, "post": None, "pid": floor.pid}
    return {"url": f"{floor.sockets}/{path}", **about}

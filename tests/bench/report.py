"""Writes docs/benchmarks.md: the bars first, then every figure with its spread."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils import timezone

from tests.bench import machine
from tests.bench.bars import HOLDS, SHORT, UNKNOWN, Verdict, judge
from tests.bench.plan import Plan
from tests.bench.results import Results
from tests.bench.ten import TEN

INTRODUCTION = """# Benchmarks

`make bench` measures and writes this page in half an hour, on a restless machine in more,
`make bench ARGS=--quick` in five minutes.
Nothing here is a timed test: a slow machine makes no red build.

**kes** is one Daphne process with PostgreSQL (fsync on, by its Unix socket) and Redis, sign-in, rights, and
every keystroke stored before it is passed on and acknowledged. The peers keep everything in memory and know
nobody: **yws** is the y-websocket server, **hocus** Hocuspocus with a folder of files, **pycrdt-ws**
pycrdt-websocket under hypercorn, **ws-relay** a Node relay without anything else. **yws-flush** is yws with
one thing more: each message is on the disk before it is passed on, which is the least that durable writing
costs on this machine. **layer** is the channel layer's group_send to each socket, **bare** an empty consumer,
**rendered** a plain Django page of the same posts without rights, cache or navigation; these three on Daphne.

The load clients and the servers share one machine, and the servers take turns: trust the ratios, and
processor time (CPU) before milliseconds. Tables give medians, in brackets the least and the most.
"""

WORDS = {
    "p50": "p50, ms",
    "p95": "p95, ms",
    "p99": "p99, ms",
    "ackP95": "acknowledged p95, ms",
    "max": "slowest, ms",
    "rate": "a second",
    "cpu": "CPU",
    "storeCpu": "CPU of PostgreSQL and Redis",
    "bytes": "bytes",
    "full": "whole text, ms",
    "slowest": "slowest, ms",
    "grownMib": "memory, MiB",
    "last": "last one, ms",
    "kib": "KiB a connection",
    "joinMs": "all joined, ms",
    "queries": "queries",
    "kb": "KB",
    "lost": "lost",
    "acked": "acknowledged or seen",
    "stolen": "taken by the host, %",
}

SECTIONS: list[tuple[str, str, dict[str, str], Sequence[str]]] = [
    (
        "Co-editing: propagation",
        "Keystroke by keystroke, from the writer's send to each other client. CPU in µs an update. Of the "
        "turns with 2 and with 20 clients those five count during which the host of this virtual machine "
        "took the least processor time for others, and all that were as quiet. Until five were quiet (0.3 % "
        "at most) there were more turns, up to 20 and 12.",
        {
            "paced-2": "2 clients, 1 writes 20 a second",
            "paced-20": "20 clients, 4 write 40 a second",
            "paced-100": "100 clients, 10 write 50 a second",
            "thirty": "30 clients, 30 write 120 a second",
            "thirty-read": "130 clients, 30 write 120 a second",
        },
        ("p50", "p95", "p99", "max", "ackP95", "cpu", "storeCpu", "bytes", "stolen"),
    ),
    (
        "Co-editing: flat out",
        "Updates a second until all clients have all; at most 200 on the way. CPU in µs an update.",
        {
            "flat-5": "5 clients, 1 writes",
            "flat-20": "20 clients, 1 writes",
            "flat-6": "6 clients, 2 write",
            "history": "2 clients, 1 writes the long draft",
        },
        ("rate", "cpu", "storeCpu", "bytes"),
    ),
    (
        "Opening a long draft",
        "From the start of the connection to the whole text in a fresh client.",
        {
            "open-warm": "warm: somebody has it open",
            "open-cold": "evicted: nobody has had it open for 3 s",
            "open-first": "right after it was written",
            "open-restarted": "by a process that has just started",
        },
        ("full", "slowest", "bytes", "grownMib"),
    ),
    (
        "A posted reply",
        "From the start of the POST: check, store, render, commit, publish. The others only publish. "
        "CPU in µs a delivery.",
        {"fanout-500": "500 listeners", "fanout-2000": "2000 listeners"},
        ("p50", "p99", "last", "cpu", "kib", "joinMs", "lost"),
    ),
    (
        "A thread's page",
        "**kes** is the first view, 50 posts; **kes-whole** all posts: the page and its further windows one "
        "after the other; **rendered-window** the floor with 50 posts. "
        "CPU in ms a request, rate with 4 connections.",
        {"thread-20": "20 posts", "thread-200": "200 posts", "thread-2000": "2000 posts"},
        ("p50", "cpu", "rate", "kb", "queries"),
    ),
    (
        "kill -9 while 20 people write",
        "Keystrokes that were acknowledged (ours) or on everybody's screen (hocus) and are gone afterwards.",
        {"crash": "100 keystrokes a second"},
        ("acked", "lost"),
    ),
]


def written(results: Results, plan: Plan, busy: float) -> str:
    verdicts = judge(results)
    count = Counter(verdict.word for verdict in verdicts)
    summary = f"{count[HOLDS]} hold, {count[SHORT]} fall short, {count[UNKNOWN]} not measured"
    parts = [
        INTRODUCTION,
        f"Measured on {timezone.localdate():%Y-%m-%d}, rounds: {plan.rounds}, {machine.described()}. "
        f"The machine's load before: {busy:.1f} a core. Long draft: {plan.history} edits of {plan.origin}.\n",
        f"## Bars: {summary}\n",
        _table(("what", "ours", "against", "ratio", "bar", ""), map(_bar_row, verdicts)),
        *(_section(results, *section) for section in SECTIONS),
        TEN,
        _not_measured(results),
    ]
    return "\n".join(parts)


def _bar_row(verdict: Verdict) -> list[str]:
    bar = verdict.bar
    sign = "≥" if bar.at_least else "≤"
    if bar.against is None:
        return [
            bar.what,
            _number(verdict.ours, bar.unit),
            "",
            "",
            f"{sign} {bar.bound:g} {bar.unit}",
            verdict.word,
        ]
    case, server, figure = bar.against
    # beside our own figure of another kind, its name says more than "kes"
    name = server if server != "kes" else f"own {WORDS[figure]}" if figure != bar.ours[2] else f"own {case}"
    against = f"{_number(verdict.theirs)} {name}"
    bound = f"{sign} {bar.bound:g} x {name}"
    return [bar.what, _number(verdict.ours), against, _number(verdict.value), bound, verdict.word]


def _section(results: Results, title: str, text: str, cases: dict[str, str], figures: Sequence[str]) -> str:
    rows = []
    for case, words in cases.items():
        for server in results.servers(case):
            cells = [_cell(results, case, server, figure) for figure in figures]
            rows.append([words, server, *cells])
    head = ("", "server", *(WORDS[figure] for figure in figures))
    return f"\n## {title}\n\n{text}\n\n{_table(head, rows)}"


def _cell(results: Results, case: str, server: str, figure: str) -> str:
    spread = results.spread(case, server, figure)
    if spread is None:
        return ""
    middle = _number(results.median(case, server, figure))
    least, most = map(_number, spread)
    return middle if least == most else f"{middle} ({least} to {most})"


def _not_measured(results: Results) -> str:
    lines = [
        "Browsers, TLS, real networks, several processes.",
        *results.notes,
        *(f"Failed: {failure}" for failure in results.failures),
    ]
    return "\n## Not measured\n\n" + "\n".join(f"- {line}" for line in lines) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _number(value: float | None, unit: str = "") -> str:
    if value is None:
        return "-"
    digits = 0 if abs(value) >= 100 or value == int(value) else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f} {unit}".strip()

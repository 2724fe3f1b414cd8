"""The bars: what each figure must reach as a ratio to a peer in the same run, and whether it does."""

from dataclasses import dataclass, replace

from tests.bench.results import Results

HOLDS, SHORT, UNKNOWN = "holds", "**falls short**", "not measured"


@dataclass(frozen=True)
class Bar:
    """`against` is (case, server, figure); empty for an absolute bound. `at_least` turns the bound round."""

    what: str
    ours: tuple[str, str, str]
    against: tuple[str, str, str] | None
    bound: float
    at_least: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Verdict:
    bar: Bar
    ours: float | None
    theirs: float | None

    @property
    def value(self) -> float | None:
        """The ratio, or the figure itself where the bound is absolute."""
        if self.bar.against is None or self.ours is None:
            return self.ours
        return self.ours / self.theirs if self.theirs else None

    @property
    def word(self) -> str:
        if self.value is None:
            return UNKNOWN
        within = self.value >= self.bar.bound if self.bar.at_least else self.value <= self.bar.bound
        return HOLDS if within else SHORT


def judge(results: Results) -> list[Verdict]:
    return [Verdict(bar, results.median(*bar.ours), _theirs(results, bar)) for bar in BARS]


def _theirs(results: Results, bar: Bar) -> float | None:
    return results.median(*bar.against) if bar.against else None


def _beside(what: str, case: str, figure: str, peers: dict[str, float]) -> list[Bar]:
    ours = (case, "kes", figure)
    return [Bar(what, ours, (case, peer, figure), bound) for peer, bound in peers.items()]


def _at_least(what: str, case: str, figure: str, peers: dict[str, float]) -> list[Bar]:
    return [replace(bar, at_least=True) for bar in _beside(what, case, figure, peers)]


BARS: list[Bar] = [
    *_beside("propagation p99, 2 clients", "paced-2", "p99", {"yws": 2.0}),
    *_beside("propagation p99, 20 clients", "paced-20", "p99", {"yws": 2.5}),
    *_beside("propagation p99, 100 clients", "paced-100", "p99", {"yws": 3.0, "pycrdt-ws": 0.6}),
    Bar("slowest delivery, 100 clients", ("paced-100", "kes", "max"), ("paced-100", "kes", "p99"), 5),
    Bar("slowest delivery, 100 clients", ("paced-100", "kes", "max"), None, 100, unit="ms"),
    *_at_least("updates/s, 5 clients, 1 writer", "flat-5", "rate", {"yws": 0.25, "pycrdt-ws": 1.0}),
    *_at_least("updates/s, 20 clients, 1 writer", "flat-20", "rate", {"yws": 0.75, "pycrdt-ws": 3}),
    *_at_least("updates/s, 6 clients, 2 writers", "flat-6", "rate", {"yws": 0.12, "pycrdt-ws": 0.5}),
    *_beside("server CPU an update, flat out, 20 clients", "flat-20", "cpu", {"yws": 2.0}),
    *_beside("bytes an update to each client, 20 clients", "flat-20", "bytes", {"yws": 1.0}),
    *_beside("opening the long draft, warm", "open-warm", "full", {"yws": 1.5}),
    *_beside("the same, evicted", "open-cold", "full", {"hocus": 1.5}),
    *_beside("the same, after a restart", "open-restarted", "full", {"hocus": 1.5}),
    Bar("the same, just written", ("open-first", "kes", "full"), ("open-cold", "kes", "full"), 3),
    *_beside("bytes to open it", "open-warm", "bytes", {"yws": 1.05}),
    Bar("memory, the open long draft", ("open-restarted", "kes", "grownMib"), None, 5, unit="MiB"),
    *_beside("memory, the open long draft", "open-restarted", "grownMib", {"yws": 0.15}),
    *_beside("reply to 500 listeners, last one", "fanout-500", "last", {"ws-relay": 6, "layer": 0.5}),
    *_beside("reply to 2000 listeners, last one", "fanout-2000", "last", {"ws-relay": 8, "layer": 0.25}),
    *_beside("memory, an idle connection", "fanout-500", "kib", {"bare": 1.5}),
    Bar(
        "thread of 200 posts, all of them, CPU",
        ("thread-200", "kes-whole", "cpu"),
        ("thread-200", "rendered", "cpu"),
        1,
    ),
    Bar(
        "thread of 2000 posts, all of them, CPU",
        ("thread-2000", "kes-whole", "cpu"),
        ("thread-2000", "rendered", "cpu"),
        0.5,
    ),
    Bar("first view of 2000 posts, CPU", ("thread-2000", "kes", "cpu"), ("thread-200", "kes", "cpu"), 1.3),
    Bar("queries of a thread page, 2000 posts", ("thread-2000", "kes", "queries"), None, 15),
    Bar("the same, against 20 posts", ("thread-2000", "kes", "queries"), ("thread-20", "kes", "queries"), 1),
    *(
        Bar(f"{what}, {readers}", (case, "kes", figure), None, bound, unit="ms")
        for case, readers in {"thirty": "30 write 4 a second", "thirty-read": "and 100 read"}.items()
        for what, figure, bound in (("acknowledged, p95", "ackP95", 50), ("seen by others, p95", "p95", 100))
    ),
    Bar("rebuilding a draft of 260,000 keystrokes", ("rebuild", "kes", "seconds"), None, 2, unit="s"),
    Bar("the editor's scripts, gzip", ("bundle", "kes", "gzip"), None, 160, unit="kB"),
    Bar("acknowledged keystrokes lost by kill -9", ("crash", "kes", "lost"), None, 0),
]

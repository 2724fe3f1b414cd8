"""How much is measured: the full run of half an hour, and the quick one of five."""

from dataclasses import dataclass

from deploy.bootstrap.paths import ROOT

RECORDED = ROOT.parent / "shared/bench/traces/seph-blog1.json.gz"  # beside a checkout, where there is one
HISTORY = 137_155  # edits of seph-blog1, and one


@dataclass(frozen=True)
class Plan:
    rounds: int
    seconds: int  # of a paced run
    flat_share: float  # of the keystrokes of a full flat-out run
    history: int  # edits of the long document
    openings: int
    restarts: int
    publications: int
    crowds: tuple[int, ...]  # listeners
    requests: int  # for each page

    @property
    def trace(self) -> str:
        return str(RECORDED) if RECORDED.exists() else ""

    @property
    def origin(self) -> str:
        return "seph-blog1" if self.trace else "a generated history"


def full(rounds: int = 3) -> Plan:
    return Plan(rounds, 10, 1.0, HISTORY, 7, 5, 10, (500, 2000), 60)


def quick(rounds: int = 1) -> Plan:
    return Plan(rounds, 5, 0.5, 30_000, 5, 1, 5, (500,), 20)

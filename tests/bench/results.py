"""What was measured: samples by case, server and figure; their medians and spread."""

import statistics
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from deploy.bootstrap.shell import say


@dataclass
class Results:
    samples: dict[tuple[str, str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what could not run, and why

    def add(self, case: str, server: str, found: dict[str, Any]) -> None:
        for figure, value in found.items():
            if isinstance(value, int | float):
                self.samples[case, server, figure].append(float(value))

    def measure(self, case: str, server: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Add what `work` finds; a failure is kept as one and stops nothing."""
        try:
            found = work()
        except Exception as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            self.failures.append(f"{case}, {server}: {reason}")
            say(f"  FAILED {case}, {server}: {reason}")
            return {}
        self.add(case, server, found)
        say(f"  {case}, {server}: {found}")
        return found

    def at_most(self, case: str, server: str, figure: str, bound: float) -> int:
        """In how many turns the figure was no greater."""
        return sum(value <= bound for value in self.samples.get((case, server, figure), []))

    def keep_quietest(self, case: str, server: str, many: int) -> None:
        """Of a case's turns, those during which the host took the least ("stolen"), whatever they found.

        So `many`, and all that were as quiet as the last of these: which of equals count is not chosen.
        """
        stolen = self.samples.get((case, server, "stolen"), [])
        bound = max(sorted(stolen)[:many], default=0)
        kept = [turn for turn, taken in enumerate(stolen) if taken <= bound]
        for key, found in self.samples.items():
            if key[:2] == (case, server) and len(found) == len(stolen):
                self.samples[key] = [found[turn] for turn in kept]

    def median(self, case: str, server: str, figure: str) -> float | None:
        found = self.samples.get((case, server, figure))
        return statistics.median(found) if found else None

    def spread(self, case: str, server: str, figure: str) -> tuple[float, float] | None:
        found = self.samples.get((case, server, figure))
        return (min(found), max(found)) if found else None

    def servers(self, case: str) -> list[str]:
        """In the order in which they were first measured."""
        return list(dict.fromkeys(server for known, server, _figure in self.samples if known == case))

"""Counts what could not be kept, and remembers under which heading it stood."""

from kes.intake.result import Finding

MOST_PLACES = 12
LONGEST_PLACE = 80


class Tally:
    def __init__(self) -> None:
        self.place = ""
        self._counts: dict[str, int] = {}
        self._places: dict[str, list[str]] = {}

    def enter(self, heading: str) -> None:
        words = " ".join(heading.split())
        self.place = words if len(words) <= LONGEST_PLACE else words[: LONGEST_PLACE - 1].rstrip() + "…"

    def note(self, kind: str, count: int = 1) -> None:
        self._counts[kind] = self._counts.get(kind, 0) + count
        places = self._places.setdefault(kind, [])
        if self.place and self.place not in places and len(places) < MOST_PLACES:
            places.append(self.place)

    def findings(self) -> list[Finding]:
        return [Finding(kind, count, self._places[kind]) for kind, count in self._counts.items()]


def merged(*groups: list[Finding]) -> list[Finding]:
    """One list, the frequent things first."""
    counts: dict[str, int] = {}
    places: dict[str, dict[str, None]] = {}
    for finding in (finding for group in groups for finding in group):
        counts[finding.kind] = counts.get(finding.kind, 0) + finding.count
        places.setdefault(finding.kind, {}).update(dict.fromkeys(finding.places))
    order = sorted(counts, key=lambda kind: -counts[kind])
    return [Finding(kind, counts[kind], list(places[kind])[:MOST_PLACES]) for kind in order]

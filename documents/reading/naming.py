"""Names of what can be referred to: from the words of a heading, and kept when the words change.

A name that was read once belongs to its heading for good (`TargetName`), so a reference to it leads there
under any later title, and a heading that takes over a title does not take over the references to another one.
A heading that is gone sets its names free: the one that has the title next, pasted elsewhere or written anew,
gets that name and with it all others of the heading that is gone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from documents.reading.model import Kind, Target
from kes.text import slug

SLUG_LENGTH = 60
PREFIXES: dict[Kind, str] = {"chapter": "", "heading": "", "table": "tabela-", "figure": "rysunek-"}


@dataclass(frozen=True)
class Named:
    """`targets` in the order of the text, each under its present name; `known` has their former ones too."""

    targets: list[Target]
    known: dict[str, Target]


def named(found: Sequence[Target], kept: Mapping[str, str]) -> Named:
    """`found` have no names yet; `kept` are names read before, each with its mark."""
    places = {target.mark: place for place, target in enumerate(found) if target.mark}
    known = {name: places[mark] for name, mark in kept.items() if mark in places}
    own: dict[int, list[str]] = {}
    for name, place in known.items():
        own.setdefault(place, []).append(name)
    names = _Names(known)
    present = [names.give(target, place, own.get(place, ())) for place, target in enumerate(found)]
    heirs = {kept[name]: known[name] for name in present if name in kept and kept[name] not in places}
    for name, mark in kept.items():
        if mark in heirs:
            known.setdefault(name, heirs[mark])
    targets = [replace(target, slug=name) for target, name in zip(found, present, strict=True)]
    return Named(targets, {name: targets[place] for name, place in known.items()})


@dataclass
class _Names:
    """Those that are given, each with the place of its target; and how far the numbers of equal ones got."""

    known: dict[str, int]
    last: dict[str, int] = field(default_factory=dict)

    def give(self, target: Target, place: int, own: Sequence[str]) -> str:
        """The name that fits its words now: one it has, or the next that is free."""
        base = PREFIXES[target.kind] + (slug(target.title, length=SLUG_LENGTH) or "bez-nazwy")
        sign = f"{base}-"
        numbered = [name for name in own if name.startswith(sign) and name[len(sign) :].isdigit()]
        if base in own or numbered:
            return base if base in own else min(numbered)
        name, number = base, self.last.get(base, 1)
        while name in self.known:
            number += 1
            name = f"{base}-{number}"
        self.last[base] = number
        self.known[name] = place
        return name

"""Without a server: the text engine on a long history, and what a browser loads to edit."""

import gzip
import random
import re
import time
from typing import Any

from deploy.bootstrap.paths import ROOT
from documents.drafts.compact import rebuild
from documents.drafts.text import TextDocument
from documents.drafts.text.edit import delete, insert
from tests.bench.plan import Plan
from tests.bench.results import Results

KEYSTROKES = 260_000
DIST = ROOT / "platform/frontend/dist"


def measure(results: Results, plan: Plan) -> None:
    updates = _typed()
    for _turn in range(plan.rounds):
        results.measure("rebuild", "kes", lambda: _rebuild(updates))
    results.measure("bundle", "kes", lambda: {"gzip": _loaded("draft.js")})


def _typed() -> list[bytes]:
    """Every keystroke an update of its own: words, corrections, and places that change now and then."""
    dice, document, updates, at = random.Random(1), TextDocument(), [], 0
    for _keystroke in range(KEYSTROKES):
        if dice.random() < 0.02:
            at = dice.randrange(document.length + 1)
        if at and dice.random() < 0.08:
            at -= 1
            updates.append(delete(document, at, 1))
        else:
            updates.append(insert(document, at, dice.choice("aąbcdeęklłmnoóprsśtuwyzź "), 77))
            at += 1
    return updates


def _rebuild(updates: list[bytes]) -> dict[str, Any]:
    began = time.perf_counter()
    document = rebuild(None, updates)
    text = document.text
    seconds = time.perf_counter() - began
    return {"seconds": round(seconds, 2), "characters": len(text)}


def _loaded(name: str) -> float:
    """Kilobytes of a script and of all that it imports at once, as a server sends them."""
    waiting, seen, size = [name], set(), 0
    while waiting:
        script = (DIST / waiting.pop()).resolve()
        if script in seen:
            continue
        seen.add(script)
        text = script.read_text()
        size += len(gzip.compress(text.encode(), 9))
        found = re.findall(r"""(?:import|from)\s*["'](\./[^"']+\.js)["']""", text)
        waiting += [str((script.parent / other).relative_to(DIST)) for other in found]
    return round(size / 1000, 1)

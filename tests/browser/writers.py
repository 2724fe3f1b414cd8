"""Two people who write at random into one part, in two real browsers; no word is typed twice.

Everything is drawn from one seeded generator, so a seed tells the same story again, as far as two networks
let it. What somebody deleted or took back is noted down; every other word must stand in the text once. The
editor itself tells what each change took away: between two looks from here the other's words may come and go.
"""

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import CDPSession, Page

START = """Wstęp do planu.

## Cele

- pierwszy cel
- drugi cel

| Działanie | Termin | Kto |
| --- | --- | --- |
| Szkolenie | 2027 | ROPS |
| Warsztaty | 2028 | Gmina |

Zakończenie planu."""
PLACES = r"/(?<=\S)(?= )|(?<=[\p{L}\d.])$/gmu"
WORDS = r"/[\p{L}\d.]{3,}/gu"
GO = """() => {
    const view = %(view)s
    view.focus()
    const found = [...view.state.doc.toString().matchAll(%(pattern)s)]
    if (!found.length) return
    const first = Math.floor(%(share)s * found.length)
    const last = found[Math.min(first + %(more)s, found.length - 1)]
    const selection = { anchor: found[first].index, head: last.index + last[0].length }
    view.dispatch({ selection, userEvent: 'select', scrollIntoView: true })
}"""
WATCH = """() => {
    const view = %s
    const { update } = view
    view.watched = []
    view.update = function (transactions) {
        const before = view.state.doc
        update.call(view, transactions)
        const deleted = []
        for (const { changes, startState } of transactions)
            changes.iterChanges((from, to) => from < to && deleted.push(startState.sliceDoc(from, to)))
        if (deleted.length) view.watched.push([before.toString(), view.state.doc.toString(), deleted])
    }
}"""
EDITOR = "document.querySelector('draft-editor').editor.view"
KEYS = ("Control+b", "Control+i", "Control+Shift+x", "Control+Shift+8", "Control+Shift+2")
SLOW = {"latency": 150, "downloadThroughput": 60_000, "uploadThroughput": 40_000}
FAST = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


def stands(word: str, text: str) -> bool:
    """Whether a word is in the text, whole, or parted by whole words of the other.

    Who begins to write at the end of a word that is being typed, before the rest of it has arrived, writes at
    the same place; then Yjs puts one person's letters before the other's.
    """
    other = "b" if word[0] == "a" else "a"
    between = rf"(?:\s+(?:{other}q\d+z\s+)+)?"
    return re.search(rf"\b{between.join(word)}\b", text) is not None


def begun(word: str, text: str) -> bool:
    """Whether the beginning of a word is in the text, as a word: the rest has not arrived yet."""
    return any(re.search(rf"\b{word[:length]}\b", text) for length in range(1, len(word)))


@dataclass
class Writer:
    """One of the two: `name` begins their words; `slow` is a tired phone on a bad network."""

    name: str
    page: Page
    dice: random.Random
    slow: bool = False
    typed: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)  # words that somebody deleted or took back
    offline_until: float = 0.0
    done: Counter[str] = field(default_factory=Counter)
    others: list[str] = field(default_factory=list)  # what the other typed
    diary: list[str] = field(default_factory=list)  # what was done, and which words left the view
    _session: CDPSession | None = None

    def begin(self) -> None:
        self._session = self.page.context.new_cdp_session(self.page)
        if self.slow:
            self._session.send("Emulation.setCPUThrottlingRate", {"rate": 3})
        self._network(offline=False)
        self._watch()

    def act(self) -> None:
        """One random thing. Raises Playwright's Error when its aim (a button, a cell) has just gone."""
        if self.offline_until and time.monotonic() > self.offline_until:
            self.online()
        acts: list[tuple[int, Callable[[], None]]] = [
            (50, self._type),
            (8, self._type_in_a_cell),
            (10, self._format),
            (4, self._enter),
            (5, self._delete),
            (5, self._undo),
            (4, self._change_the_table),
            (3, self._go_offline),
            (2, self._reload),
        ]
        chosen = self.dice.choices([act for _, act in acts], [weight for weight, _ in acts])[0]
        self.left()
        name = chosen.__name__.strip("_")
        self.done[name] += 1
        self._note(name)
        chosen()

    def online(self) -> None:
        self.offline_until = 0.0
        self._network(offline=False)

    @property
    def text(self) -> str:
        return str(self._ask("state.doc.toString()"))

    def left(self) -> set[str]:
        """The words that left the view since it was last asked, whole or as far as they had come."""
        left = {word for change in self._ask("watched.splice(0)") for word in self._left_by(*change)}
        if left:
            self._note(f"  left: {', '.join(sorted(left))}")
        return left

    def _type(self) -> None:
        self._caret()
        self._write()

    def _write(self) -> None:
        word = f"{self.name}q{len(self.typed)}z"
        self.typed.append(word)
        self.page.keyboard.type(f" {word} ", delay=self.dice.choice((0, 0, 15)))
        self._note(f"  wrote {word}{'' if stands(word, self.text) else ', and it is not there'}")

    def _type_in_a_cell(self) -> None:
        cells = self.page.locator(".draft-grid-row .draft-cell")
        if number := cells.count():
            cells.nth(self.dice.randrange(number)).click(timeout=5_000)
            self.page.keyboard.press("End")
            self._write()

    def _format(self) -> None:
        self._select()
        self.page.keyboard.press(self.dice.choice(KEYS))

    def _enter(self) -> None:
        self._caret()
        self.page.keyboard.press("Enter")

    def _delete(self) -> None:
        self._select()
        self._losing(lambda: self.page.keyboard.press("Delete"))

    def _undo(self) -> None:
        self._focus()
        self._losing(
            lambda: self.page.keyboard.press(self.dice.choice(("Control+z", "Control+z", "Control+y")))
        )

    def _change_the_table(self) -> None:
        cells = self.page.locator(".draft-grid-row .draft-cell")
        number = cells.count()
        if not number:
            return
        cells.nth(self.dice.randrange(number)).click(timeout=5_000)
        small = number < 30
        growing = ("Wiersz poniżej", "Kolumna po", "Wyśrodkuj kolumnę")
        name = self.dice.choice(growing if small else ("Usuń wiersz", "Usuń kolumnę"))
        button = self.page.get_by_role("button", name=name)
        if button.get_attribute("aria-disabled", timeout=5_000) != "true":
            self._losing(lambda: button.click(timeout=5_000))

    def _go_offline(self) -> None:
        if not self.offline_until:
            self.offline_until = time.monotonic() + self.dice.uniform(1, 6)
            self._network(offline=True)

    def _reload(self) -> None:
        """Like a tab that is closed and opened again, in the middle of a word being sent."""
        if not self.offline_until:
            self._type()
            self.page.reload()
            self.page.locator(".cm-content").wait_for(timeout=30_000)
            self._watch()

    def _losing(self, act: Callable[[], Any]) -> None:
        """What leaves the view meanwhile was deleted, by either of the two."""
        self.left()
        act()
        self.gone |= self.left()

    def _left_by(self, before: str, after: str, deleted: list[str]) -> Iterator[str]:
        yield from (w for w in (*self.typed, *self.others) if stands(w, before) and not stands(w, after))
        coming = [word for word in self.others if not stands(word, before)]
        yield from (word for word in coming if any(begun(word, text) for text in deleted))

    def _note(self, line: str) -> None:
        self.diary.append(f"{time.monotonic():.2f} {self.name} {line}")

    def _watch(self) -> None:
        self.page.evaluate(WATCH % EDITOR)

    def _focus(self) -> None:
        self._ask("focus()")

    def _caret(self) -> None:
        """Somewhere between words, so that no word is cut in two."""
        self._go(PLACES, 0)

    def _select(self) -> None:
        """One to three neighbouring words."""
        self._go(WORDS, self.dice.randrange(3))

    def _go(self, pattern: str, more: int) -> None:
        """Chosen and gone to in one step: the other one writes all the time, and places move."""
        script = GO % {"view": EDITOR, "pattern": pattern, "share": self.dice.random(), "more": more}
        self.page.evaluate(script)

    def _ask(self, expression: str) -> Any:
        return self.page.evaluate(f"(() => {{ const view = {EDITOR}; return view.{expression} }})()")

    def _network(self, *, offline: bool) -> None:
        assert self._session
        conditions = SLOW if self.slow else FAST
        self._session.send("Network.emulateNetworkConditions", {"offline": offline, **conditions})
        self.page.context.set_offline(offline)

"""Words with their styles, sewn together so that marks hug words and do not pile up."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kes.intake.result import MARK
from kes.intake.write.escape import escape

SIGNS = {"strong": "**", "emph": "*", "strike": "~~"}
BREAK = "\n"
_EDGES = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
_WORDLESS = re.compile(rf"(?:{MARK}|\s)*")


@dataclass(frozen=True)
class Run:
    """`made` is Markdown already: a picture, the sign of a footnote, code. Styles do not touch it."""

    text: str
    styles: frozenset[str] = frozenset()
    link: str = ""
    made: bool = False


def sew(runs: Iterable[Run], *, without: frozenset[str] = frozenset()) -> str:
    """`without` names styles that say nothing here: a heading is bold by itself."""
    plain = _calm([replace(run, styles=run.styles - without) for run in runs if run.text])
    text = "".join(_dressed(run) for run in _joined(plain))
    return re.sub(r"[ \t]*\n[ \t]*", BREAK, re.sub(r"[ \t]{2,}", " ", text)).strip()


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours of one style become one; space between two equal styles takes the style too."""
    done: list[Run] = []
    for run in runs:
        last = done[-1] if done else None
        same = last and not last.made and not run.made and last.link == run.link
        if last and same and (last.styles == run.styles or _WORDLESS.fullmatch(run.text)):
            done[-1] = replace(last, text=last.text + run.text)
        elif last and same and _WORDLESS.fullmatch(last.text):
            done[-1] = replace(run, text=last.text + run.text)
        elif run.text:
            done.append(run)
    return done


def _calm(runs: list[Run]) -> list[Run]:
    """Styles that change inside a word cannot be written down safely; there only what all share is kept."""
    chains: list[list[Run]] = []
    for run in runs:
        if chains and _clash(chains[-1][-1], run):
            chains[-1].append(run)
        else:
            chains.append([run])
    return [replace(run, styles=_shared(chain)) for chain in chains for run in chain]


def _shared(chain: list[Run]) -> frozenset[str]:
    return frozenset.intersection(*(run.styles for run in chain))


def _clash(one: Run, two: Run) -> bool:
    """Two kinds of stars side by side, or two styles that share one, can be read in several ways."""
    stars = all(run.styles & {"strong", "emph"} for run in (one, two))
    return _touch(one, two) and bool(one.styles & two.styles or stars)


def _touch(one: Run, two: Run) -> bool:
    return not (one.made or two.made or one.text[-1].isspace() or two.text[0].isspace())


def _dressed(run: Run) -> str:
    if run.made:
        return run.text
    found = _EDGES.match(run.text)
    assert found is not None
    before, core, after = found.groups()
    if not _words(core):
        return run.text
    marks = [sign for style, sign in SIGNS.items() if style in run.styles]
    if run.link:
        core = core.replace("\n", " ")
    lines = [_marked(line, marks) for line in core.split("\n")]
    text = "\n".join(lines)
    return before + (f"[{text}]({run.link})" if run.link else text) + after


def _marked(line: str, marks: list[str]) -> str:
    """Emphasis does not cross a line break: each line carries its own."""
    found = _EDGES.match(line)
    assert found is not None
    before, core, after = found.groups()
    if not _words(core):
        return line
    text = escape(core)
    for sign in reversed(marks):
        text = f"{sign}{text}{sign}"
    return before + text + after


def _words(text: str) -> bool:
    return not _WORDLESS.fullmatch(text)

"""A Markdown text cut into parts at its headings; its footnotes follow the parts that call them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from kes.intake import MARK

LONGEST_TITLE = 250
DEEPEST = 6
BOLD = 7  # cut at lines that are bold from end to end, the headings of people who do not know styles

_FENCE = re.compile(r"^(```|~~~)")
_HEADING = re.compile(rf"^(?:{MARK})*(#{{1,6}})[ \t]+(.+?)[ \t]*#*$")
_BOLD = re.compile(rf"^(?:{MARK})*\*\*(?!\s)([^*]{{2,120}}?)[:.]?\*\*(?:{MARK})*$")
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:")
_CALL = re.compile(r"\[\^([^\]\s]+)\](?!:)")


@dataclass(frozen=True)
class Piece:
    title: str
    text: str


@dataclass(frozen=True)
class _Cut:
    line: int
    level: int
    words: str


def title_of(text: str) -> str:
    """The words of a single top heading: the title of the whole."""
    first = _title_line(text)
    return _short(bare(first.words)) if first else ""


def levels(text: str) -> list[tuple[int, int]]:
    """(level, how many parts it makes) for each level that cuts the text, highest first; 0 does not."""
    body = _without_title(text)
    found = sorted({cut.level for cut in _cuts(body)})
    return [(0, 1), *((level, len(pieces(text, level))) for level in found)]


def best_level(text: str) -> int:
    """The highest level that divides the text."""
    found = [level for level, _count in levels(text) if level]
    return next((level for level in found if level < BOLD or len(found) == 1), 0)


def pieces(text: str, level: int, *, title: str = "") -> list[Piece]:
    """What comes before the first cut becomes a part too, named as the whole."""
    whole = title or title_of(text) or _("Untitled")
    lines = _without_title(text).split("\n")
    cuts = [cut for cut in _cuts("\n".join(lines)) if _divides(cut.level, level)]
    starts = [cut.line for cut in cuts]
    before = "\n".join(lines[: starts[0]] if starts else lines).strip("\n")
    done = [Piece(_short(whole), before)] if before.strip() or not cuts else []
    for cut, end in zip(cuts, [*starts, len(lines)][1:], strict=True):
        done.append(Piece(_short(bare(cut.words)), "\n".join(lines[cut.line + 1 : end]).strip("\n")))
    return _with_notes(done)


def joined(one: Piece, two: Piece) -> Piece:
    """The second becomes a section of the first."""
    text = "\n\n".join(filter(str.strip, [one.text, f"## {two.title}", two.text]))
    return Piece(one.title, text)


def bare(text: str) -> str:
    """Words of a heading without the marks of comments and of emphasis."""
    plain = re.sub(r"\[\^[^\]\s]+\]|[*`]|~~", "", re.sub(MARK, "", text).replace("\\*", "∗"))
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", plain).replace("∗", "*")
    return " ".join(re.sub(r"\\([\\`*_\[\]#>.+-])", r"\1", plain).split())


def _divides(level: int, chosen: int) -> bool:
    return level == BOLD if chosen == BOLD else level <= chosen


def _cuts(text: str) -> list[_Cut]:
    lines = text.split("\n")
    found: list[_Cut] = []
    for number in _outside_code(lines):
        if heading := _HEADING.match(lines[number]):
            found.append(_Cut(number, len(heading[1]), heading[2]))
        elif (bold := _BOLD.match(lines[number])) and _alone(lines, number):
            found.append(_Cut(number, BOLD, bold[1]))
    return (
        found if sum(cut.level == BOLD for cut in found) > 1 else [cut for cut in found if cut.level < BOLD]
    )


def _outside_code(lines: list[str]) -> Iterator[int]:
    fenced = False
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            yield number


def _alone(lines: list[str], number: int) -> bool:
    around = [lines[at] for at in (number - 1, number + 1) if 0 <= at < len(lines)]
    return not any(line.strip() for line in around)


def _title_line(text: str) -> _Cut | None:
    headings = [cut for cut in _cuts(text) if cut.level < BOLD]
    if headings and all(cut.level > headings[0].level for cut in headings[1:]):
        return headings[0]
    return None


def _without_title(text: str) -> str:
    first = _title_line(text)
    if first is None:
        return text
    lines = text.split("\n")
    return "\n".join(lines[: first.line] + lines[first.line + 1 :])


def _with_notes(parts: list[Piece]) -> list[Piece]:
    """Definitions that stand in another part than their calls go where they are called."""
    defined = [_definitions(part.text) for part in parts]
    called = [set(_CALL.findall(part.text)) for part in parts]
    anywhere = {key: note for notes in defined for key, note in notes.items()}
    done = []
    for part, own, calls in zip(parts, defined, called, strict=True):
        astray = [key for key in own if key not in calls and any(key in other for other in called)]
        text = _without_notes(part.text, astray)
        lacking = [
            anywhere[key] for key in dict.fromkeys(_CALL.findall(text)) if key not in own and key in anywhere
        ]
        done.append(replace(part, text="\n\n".join(filter(str.strip, [text, *lacking])) if lacking else text))
    return done


def _definitions(text: str) -> dict[str, str]:
    lines = text.split("\n")
    return {key: "\n".join(lines[start:end]).strip("\n") for key, start, end in _notes(lines)}


def _notes(lines: list[str]) -> Iterator[tuple[str, int, int]]:
    """(key, first line, line after the last) of each definition; what is indented belongs to it."""
    for start in _outside_code(lines):
        if not (found := _NOTE.match(lines[start])):
            continue
        end = start + 1
        while end < len(lines) and (not lines[end].strip() or lines[end].startswith(("    ", "\t"))):
            end += 1
        yield found[1], start, end


def _without_notes(text: str, keys: list[str]) -> str:
    if not keys:
        return text
    lines = text.split("\n")
    gone = {line for key, start, end in _notes(lines) if key in keys for line in range(start, end)}
    return "\n".join(line for number, line in enumerate(lines) if number not in gone).strip("\n")


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"

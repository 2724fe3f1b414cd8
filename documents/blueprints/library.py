"""The blueprints that come with the product: Markdown files in library/, read once.

A file begins with TOML between `+++` lines (name, about, order). Each `## ` heading is a chapter; the quoted
lines below it are its instructions, the rest is the text it begins with.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "library"
_CHAPTER = re.compile(r"^## +(.+?) *$", re.M)


@dataclass(frozen=True)
class Chapter:
    title: str
    instructions: str
    text: str


@dataclass(frozen=True)
class Ready:
    key: str
    name: str
    about: str
    order: int
    chapters: tuple[Chapter, ...]


@cache
def library() -> dict[str, Ready]:
    found = [_read(path) for path in FOLDER.glob("*.md")]
    return {one.key: one for one in sorted(found, key=lambda one: one.order)}


def _read(path: Path) -> Ready:
    _before, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    pieces = _CHAPTER.split(body)[1:]
    chapters = (_chapter(*pair) for pair in zip(pieces[::2], pieces[1::2], strict=True))
    return Ready(path.stem, **tomllib.loads(head), chapters=tuple(chapters))


def _chapter(title: str, body: str) -> Chapter:
    lines = body.strip("\n").split("\n")
    count = next((place for place, line in enumerate(lines) if not line.startswith(">")), len(lines))
    said = "\n".join(line.removeprefix(">").removeprefix(" ") for line in lines[:count])
    text = "\n".join(lines[count:]).strip("\n")
    return Chapter(title, said, f"{text}\n" if text else "")

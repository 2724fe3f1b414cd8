"""Pandoc's inlines as runs of words; what our Markdown cannot say is noted and becomes the words in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from kes.intake.result import END, MORE, OPEN, SHUT
from kes.intake.tally import Tally
from kes.intake.write.runs import BREAK, Run

Tree = dict[str, Any]

SAFE = re.compile(r"(?i:https?://|mailto:|tel:)\S")
RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
STYLES = {"Strong": "strong", "Emph": "emph", "Strikeout": "strike"}
DRESS = {"Underline": "underline", "SmallCaps": "small_caps"}


@dataclass
class Book:
    """What the writing of one file gathers: footnotes, pictures wanted, losses."""

    tally: Tally = field(default_factory=Tally)
    notes: list[list[Tree]] = field(default_factory=list)
    picture: Callable[[str, str], str] = lambda address, alt: ""  # address and description to a key, or ""
    in_note: bool = False


def runs_of(inlines: list[Tree], book: Book, style: Run | None = None) -> list[Run]:
    """Plain words, nearly everything in a text, are gathered into one run."""
    style = style or Run("")
    done: list[Run] = []
    plain: list[str] = []
    for inline in inlines:
        kind = inline["t"]
        if kind == "Str":
            plain.append(inline["c"].replace(MORE, ""))
        elif kind in ("Space", "SoftBreak"):
            plain.append(" ")
        else:
            done += [replace(style, text="".join(plain)), *_runs(inline, book, style)]
            plain = []
    return [*done, replace(style, text="".join(plain))]


def words(tree: Any) -> str:
    """All words of a tree, as a reader would say them."""
    if isinstance(tree, list):
        return "".join(map(words, tree))
    if not isinstance(tree, dict):
        return ""
    kind, content = tree["t"], tree.get("c", "")
    if kind == "Str":
        return str(content)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in ("Code", "CodeBlock", "Math"):
        return str(content[1])
    if kind in ("Span", "Div"):
        return "" if "comment-start" in content[0][1] else words(content[1])
    return "" if kind in ("Note", "Image", "RawInline", "RawBlock") else words(content)


def _runs(inline: Tree, book: Book, style: Run) -> list[Run]:
    kind, content = inline["t"], _content(inline)
    if kind == "LineBreak":
        return [replace(style, text=BREAK)]
    if kind in STYLES:
        return runs_of(content, book, replace(style, styles=style.styles | {STYLES[kind]}))
    return _OTHERS[kind](content, book, style) if kind in _OTHERS else _unknown(kind, content, book, style)


def _content(node: Tree) -> Any:
    return node.get("c")


def _unknown(kind: str, content: Any, book: Book, style: Run) -> list[Run]:
    """Underlines, small capitals and what pandoc may bring one day: the words are kept."""
    book.tally.note(DRESS.get(kind, "other"))
    return runs_of(content, book, style) if isinstance(content, list) else []


def _raised(content: Any, book: Book, style: Run) -> list[Run]:
    return _shifted(content, book, style, RAISED)


def _lowered(content: Any, book: Book, style: Run) -> list[Run]:
    return _shifted(content, book, style, LOWERED)


def _shifted(content: Any, book: Book, style: Run, signs: dict[int, int]) -> list[Run]:
    """Signs that exist raised or lowered are used; other words stand on the line."""
    text = words(content).strip()
    if text and all(ord(sign) in signs for sign in text) and len(text) <= 12:
        return [replace(style, text=text.translate(signs))]
    if any(part["t"] not in ("Note", "Space") for part in content):
        book.tally.note("raised")
    return runs_of(content, book, style)


def _code(content: Any, book: Book, style: Run) -> list[Run]:
    text = " ".join(content[1].split())
    if not text:
        return []
    fence = "`" * (max((len(ticks) for ticks in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return [Run(f"{fence}{pad}{text}{pad}{fence}", made=True)]


def _math(content: Any, book: Book, style: Run) -> list[Run]:
    book.tally.note("equation")
    return _code(content, book, style)


def _raw(content: Any, book: Book, style: Run) -> list[Run]:
    if re.fullmatch(r"<br\s*/?>", content[1], re.IGNORECASE):
        return [replace(style, text=BREAK)]
    book.tally.note("raw")
    return []


def _quoted(content: Any, book: Book, style: Run) -> list[Run]:
    before, after = ("„", "”") if content[0]["t"] == "DoubleQuote" else ("‚", "’")
    return [
        replace(style, text=before),
        *runs_of(content[1], book, style),
        replace(style, text=after),
    ]


def _cite(content: Any, book: Book, style: Run) -> list[Run]:
    return runs_of(content[1], book, style)


def _link(content: Any, book: Book, style: Run) -> list[Run]:
    inlines, address = content[1], content[2][0].strip()
    if not SAFE.match(address):
        if address.startswith("#"):
            book.tally.note("inner_link")
        elif address:
            book.tally.note("bad_link")
        return runs_of(inlines, book, style)
    if words(inlines).strip() == address and re.match(r"https?:", address):
        return [replace(style, text=address)]  # becomes a link by itself
    whole = quote(address, safe="%/:=&?~#+!$,;'@*-._")
    return runs_of(inlines, book, replace(style, link=whole))


def _image(content: Any, book: Book, style: Run) -> list[Run]:
    attributes, inlines, target = content
    alt = dict(attributes[2]).get("alt") or words(inlines)
    alt = " ".join(re.sub(r"[\[\]\\`*_<>]", " ", alt).split())[:300]
    key = book.picture(target[0], alt)
    if not key:
        book.tally.note("picture")
        return [replace(style, text=alt)] if alt else []
    if not alt:
        book.tally.note("no_alt")
    return [Run(f"![{alt}](/files/{key})", made=True)]


def _note(content: Any, book: Book, style: Run) -> list[Run]:
    if book.in_note:
        book.tally.note("note_in_note")
        return []
    book.notes.append(content)
    return [Run(f"[^{len(book.notes)}]", made=True)]


def _span(content: Any, book: Book, style: Run) -> list[Run]:
    (_id, classes, pairs), inlines = content
    if "comment-start" in classes or "comment-end" in classes:
        key = dict(pairs).get("id", "")
        sign = OPEN if "comment-start" in classes else END
        return [replace(style, text=f"{sign}{key}{SHUT}")] if key.isdigit() else []
    if "mark" in classes:
        book.tally.note("highlight")
    return runs_of(inlines, book, style)


_OTHERS: dict[str, Callable[[Any, Book, Run], list[Run]]] = {
    "Superscript": _raised, "Subscript": _lowered, "Code": _code, "Math": _math, "RawInline": _raw,
    "Quoted": _quoted, "Cite": _cite, "Link": _link, "Image": _image, "Note": _note, "Span": _span,
}  # fmt: skip

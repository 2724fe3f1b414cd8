"""A publication as one pandoc document: its chunks rendered, its tables built, its spaces held."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from kes import markup
from kes.publishing.chunk import Context, blocks_of
from kes.publishing.model import Block, Heading, Html, Publication, Table
from kes.publishing.signs import parted
from kes.publishing.tree import Tree, cell, column_widths, heading, node, table, text
from kes.publishing.typography import hold_spaces, set_signs

API_VERSION = [1, 23, 1]
WIDE_COLUMNS = 5  # a table with more of them gets a page on its side
FOOTER_LENGTH = 90
LANDSCAPE = ["", ["landscape"], []]

# What cannot be Markdown needs no round trip to the renderer: most cells of a table are plain sentences.
_PLAIN_CELL = re.compile(
    r"(?![ \t]*(?:\d+[.)]|[-+–—] ))(?!.*(?:www\.|://))[^\n\r*_`~\[\]<>&#\\|:@\x00-\x1f\x7f]*"
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def compose(publication: Publication) -> Tree:
    """Pandoc's document. A wide table stands in a Div of class "landscape", with its heading."""
    blocks = _with_metadata(publication, _sections(publication))
    _close_gaps(blocks)
    _lead_somewhere(blocks, set(_ids(blocks)))
    if publication.remarks:
        blocks = parted(blocks)
    _hold(blocks, publication.language, publication.typography)
    return {"pandoc-api-version": API_VERSION, "meta": _meta(publication), "blocks": blocks}


def line(value: str, language: str = "") -> str:
    """One line of plain text, fit for XML."""
    return hold_spaces(" ".join(_FORBIDDEN.sub("", value).split()), language)


def short(title: str) -> str:
    """A title for the foot of each page."""
    return title if len(title) <= FOOTER_LENGTH else title[: FOOTER_LENGTH - 1].rstrip() + "…"


def _meta(publication: Publication) -> dict[str, Tree]:
    words = {"title": publication.title, "subtitle": publication.subtitle, "author": publication.author}
    meta = {name: node("MetaInlines", [text(line(value))]) for name, value in words.items() if value.strip()}
    return meta | {"lang": node("MetaString", _locale(publication.language))}


def _locale(language: str) -> str:
    return {"pl": "pl-PL", "en": "en-GB"}.get(language, language)


def _with_metadata(publication: Publication, blocks: list[Tree]) -> list[Tree]:
    inlines: list[Tree] = []
    for label, value in publication.metadata.items():
        inlines += [{"t": "LineBreak"}] if inlines else []
        inlines += [node("Strong", [text(f"{line(label)}:")]), text(f" {line(value)}")]
    return [node("Para", inlines), *blocks] if inlines else blocks


def _sections(publication: Publication) -> list[Tree]:
    done: list[Tree] = []
    level = 0
    rendered = iter(markup.render_all(_chunks(publication), profile="document"))
    for block in publication.blocks:
        context = _context(publication, block, level)
        if isinstance(block, Heading):
            level = max(block.level, 1)
            done += heading(level, [text(line(block.title))], block.id)
        elif isinstance(block, Table):
            _add_table(done, _table(block, context))
        else:
            html = block.html if isinstance(block, Html) else next(rendered).html
            for part in blocks_of(html, context):
                _add_table(done, part) if part["t"] == "Table" else done.append(part)
    return done


def _context(publication: Publication, block: Block, level: int) -> Context:
    base = block.base if isinstance(block, Html) else 2
    image = line(publication.labels.image)
    return Context(level, publication.base_url, image, base, publication.pictures)


def _chunks(publication: Publication) -> list[str]:
    return [block for block in publication.blocks if isinstance(block, str)]


def _add_table(done: list[Tree], built: Tree) -> None:
    """A wide table takes the heading right above it along to its own page."""
    if len(built["c"][2]) <= WIDE_COLUMNS:
        done += [built] if built["c"][2] else []
        return
    above: list[Tree] = []
    while done and done[-1]["t"] == "Header":
        above.insert(0, done.pop())
    if done and done[-1]["t"] == "Div":
        done[-1]["c"][1] += [*above, built]
    else:
        done.append(node("Div", [LANDSCAPE, [*above, built]]))


def _table(block: Table, context: Context) -> Tree:
    width = len(block.headers)
    if any(len(row) > width for row in block.rows):
        raise ValueError("a row is longer than the headers")
    filled = [[*row, *[""] * (width - len(row))] for row in (block.headers, *block.rows)]
    cells = iter(_cells([value for row in filled for value in row], context))
    rows = [list(islice(cells, width)) for _ in filled]
    caption = [text(line(block.caption))] if block.caption.strip() else []
    return table(rows[0], rows[1:], column_widths(rows), caption)


def _cells(values: Sequence[str], context: Context) -> list[Any]:
    marked = [value for value in values if not _PLAIN_CELL.fullmatch(value)]
    rendered = iter(markup.render_all(marked, profile="document"))
    return [
        cell(_plain_cell(value) if _PLAIN_CELL.fullmatch(value) else blocks_of(next(rendered).html, context))
        for value in values
    ]


def _plain_cell(value: str) -> list[Tree]:
    words = line(value)
    return [node("Plain", [text(words)])] if words else []


def _close_gaps(tree: Any, last: int = 0) -> int:
    """Each heading at most one level below the one before it, wherever it stands; PDF/UA insists."""
    if isinstance(tree, list):
        for part in tree:
            last = _close_gaps(part, last)
    elif isinstance(tree, dict) and tree["t"] == "Header":
        last = tree["c"][0] = min(tree["c"][0], last + 1)
    elif isinstance(tree, dict):
        last = _close_gaps(tree.get("c"), last)
    return last


def _ids(tree: Any) -> Iterator[str]:
    """What can be linked to: headings, tables and figures."""
    for part in tree:
        if part["t"] == "Header":
            yield part["c"][1][0]
        elif part["t"] in ("Table", "Figure"):
            yield part["c"][0][0]
        elif part["t"] == "Div":
            yield from _ids(part["c"][1])


def _lead_somewhere(tree: Any, ids: set[str]) -> None:
    """A reference to what this file does not hold (another chapter) becomes plain words."""
    if isinstance(tree, list):
        for part in tree:
            _lead_somewhere(part, ids)
    elif isinstance(tree, dict):
        target = tree["c"][2][0] if tree["t"] == "Link" else ""
        if target.startswith("#") and target[1:] not in ids:
            tree["t"], tree["c"] = "Span", [["", [], []], tree["c"][1]]
        _lead_somewhere(tree.get("c"), ids)


def _hold(tree: Any, language: str, signs: bool) -> None:
    """Holds spaces in each run of text, also where a word in bold stands between."""
    if isinstance(tree, list):
        for part in tree:
            _hold(part, language, signs)
    elif isinstance(tree, dict) and tree["t"] in ("Para", "Plain", "Header"):
        inlines = tree["c"][2] if tree["t"] == "Header" else tree["c"]
        strings = list(_strings(inlines))
        words = "".join(string["c"] for string in strings)
        held = hold_spaces(set_signs(words, language) if signs else words, language)
        for string in strings:
            string["c"], held = held[: len(string["c"])], held[len(string["c"]) :]
        _hold([inline["c"] for inline in inlines if inline["t"] == "Note"], language, signs)
    elif isinstance(tree, dict):
        _hold(tree.get("c"), language, signs)


def _strings(inlines: list[Tree]) -> list[Tree]:
    found: list[Tree] = []
    for inline in inlines:
        if inline["t"] == "Str":
            found.append(inline)
        elif inline["t"] in ("Strong", "Emph", "Strikeout", "Superscript"):
            found += _strings(inline["c"])
        elif inline["t"] in ("Link", "Span"):
            found += _strings(inline["c"][1])
    return found

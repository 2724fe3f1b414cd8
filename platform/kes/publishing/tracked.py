"""DOCX with real tracked changes: what Word shows as inserted and deleted, to be accepted or rejected there.

The HTML comes with signs of our own (private characters, which no text may contain) around what was inserted
and deleted. They pass through the converter like letters; then the runs between them become pandoc's spans.
Paragraphs and rows that came or went as a whole are marked in the finished XML: pandoc has no words for that.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any

from kes.publishing.chunk import Context, blocks_of
from kes.publishing.compose import API_VERSION, line
from kes.publishing.model import Publication
from kes.publishing.office import to_docx
from kes.publishing.package import rewrite
from kes.publishing.paragraphs import PARAGRAPH, numbered, whole
from kes.publishing.tree import PLAIN, Tree, node

INSERTED, DELETED, END, NEW, GONE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
SIGNS = re.compile("[\ue000-\ue004]")

_KINDS = {INSERTED: "insertion", DELETED: "deletion"}
_SPLIT = re.compile(f"([{INSERTED}{DELETED}{END}])")
_LINES = re.compile(f"([{INSERTED}{DELETED}{END}\n])")
# The last line of code ends where the paragraph ends, in the old wording as in the new one.
_LAST_ENDS = re.compile(f"\n+(?=[{SIGNS.pattern[1:-1]}]*$|{END}{INSERTED}[^{DELETED}{END}]*{END}$)")
_LINES_ADDED = re.compile(f"\n([{INSERTED}{DELETED}])([^{INSERTED}{DELETED}{END}]*)\n{END}$")
_CODE_STYLE = ["", [], [["custom-style", "Source Code"]]]
_ROW = re.compile(r"<w:tr\b[^>]*>.*?</w:tr>", re.DOTALL)


def to_tracked_docx(
    publication: Publication, chapters: Sequence[tuple[str, str]], *, author: str, moment: datetime
) -> bytes:
    """`chapters` as (title, HTML) with the signs in both; `author` and `moment` are of all changes."""
    date = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    pairs = [["author", line(author)], ["date", date]]
    context = Context(1, publication.base_url, line(publication.labels.image))
    blocks = []
    for title, html in chapters:
        page = html.replace(' class="footnotes"', "")  # the list stays: references are plain numbers here
        blocks += blocks_of(f"<h2>{title}</h2>{page}", context)
    tracked = _tracked(blocks, pairs)
    meta = {"title": node("MetaInlines", [node("Str", line(publication.title))])}
    document = {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": tracked}
    about = f'w:author="{escape(line(author))}" w:date="{date}"'
    change = {"word/document.xml": lambda xml: _finished(xml, about)}
    return rewrite(to_docx(publication, document), change, {})


def _tracked(tree: Any, pairs: list[list[str]]) -> Any:
    """The same tree, spans instead of the signs."""
    if isinstance(tree, list):
        if any(isinstance(one, dict) and one.get("t") == "Str" for one in tree):
            tree = _spans(list(_pieces(tree)), pairs)
        return [_tracked(one, pairs) for one in tree]
    if isinstance(tree, dict) and tree.get("t") == "CodeBlock":
        return _code(tree, pairs)
    if isinstance(tree, dict) and "c" in tree:
        return {**tree, "c": _tracked(tree["c"], pairs)}
    return tree


def _code(block: Tree, pairs: list[list[str]]) -> Tree:
    """Pandoc marks no changes within a block of code: a paragraph of its lines looks the same."""
    words = _LINES_ADDED.sub(rf"\1\n\2{END}", block["c"][1])  # the line before ends only if they are there
    if not SIGNS.search(words):
        return block
    parts = filter(None, _LINES.split(_LAST_ENDS.sub("", words)))
    inlines = [_code_part(part) for part in parts]
    return node("Div", [_CODE_STYLE, [node("Para", _spans(inlines, pairs))]])


def _code_part(part: str) -> Tree:
    if part == "\n":
        return {"t": "LineBreak"}
    return node("Str", part) if _SPLIT.fullmatch(part) else node("Code", [PLAIN, part])


def _pieces(inlines: list[Any]) -> Iterator[Any]:
    for inline in inlines:
        if isinstance(inline, dict) and inline.get("t") == "Str":
            yield from (node("Str", piece) for piece in _SPLIT.split(inline["c"]) if piece)
        else:
            yield inline


def _spans(inlines: list[Any], pairs: list[list[str]]) -> list[Any]:
    done: list[Any] = []
    inside: list[Any] = []
    kind = ""
    for inline in inlines:
        sign = inline.get("c") if isinstance(inline, dict) and inline.get("t") == "Str" else None
        if sign in _KINDS:
            kind, inside = _KINDS[sign], []
        elif sign == END:
            done += _marked(inside, kind, pairs)
            kind = ""
        else:
            (inside if kind else done).append(inline)
    return done + inside if kind else done


def _marked(inlines: list[Any], kind: str, pairs: list[list[str]]) -> list[Tree]:
    """Word wants the marks inside of links, not around them."""
    done: list[Tree] = []
    for inline in inlines:
        if inline["t"] == "Link":
            attributes, words, target = inline["c"]
            done.append(node("Link", [attributes, _marked(words, kind, pairs), target]))
        elif done and done[-1]["t"] == "Span":
            done[-1]["c"][1].append(inline)
        else:
            done.append(node("Span", [["", [kind], pairs], [inline]]))
    return done


def _finished(xml: str, about: str) -> str:
    xml = _ROW.sub(lambda row: _row(row.group(0), about), xml)
    xml = PARAGRAPH.sub(lambda found: _paragraph(found.group(0), about), xml)
    return numbered(xml)


def _row(xml: str, about: str) -> str:
    """A row goes or comes with all its cells."""
    said = [_kind(found) for found in PARAGRAPH.findall(xml) if "<w:t" in found or "delText" in found]
    if not said or len(set(said)) != 1 or not said[0]:
        return xml
    mark = f'<w:{said[0]} w:id="0" {about}/>'
    if "<w:trPr>" in xml:
        return xml.replace("</w:trPr>", f"{mark}</w:trPr>", 1)
    return re.sub(r"(<w:tr\b[^>]*>)", rf"\1<w:trPr>{mark}</w:trPr>", xml, count=1)


def _paragraph(xml: str, about: str) -> str:
    kind = _kind(xml)
    if not kind:
        return xml
    return whole(SIGNS.sub("", xml), kind, about)


def _kind(paragraph: str) -> str:
    return "ins" if NEW in paragraph else "del" if GONE in paragraph else ""


__all__ = ["DELETED", "END", "GONE", "INSERTED", "NEW", "SIGNS", "to_tracked_docx"]

"""Puts chapters together: numbers into headings, captions and footnotes, words into references."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape, unescape
from typing import Any

from documents.reading.model import Chapter, Kind, Missing, Style, Target, Whole
from documents.reading.naming import named
from documents.reading.numbering import Numbered, Numbers
from documents.reading.scan import ID, TAG, VOID, Element, caption_word, name_of

NBSP = "\u00a0"
REFERENCE = re.compile(r'<a href="#([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
SIGN = re.compile(r"(?<![\w#])#(?![\w#])")
_NOTE_SIGN = re.compile(r'(<a class="footnote-ref"[^>]*href="#[^"]*-fn(\d+)"[^>]*>)\d+(</a>)')
_NOTE_LIST = re.compile(r'(<div class="footnotes"[^>]*>(?:(?!<ol>).)*)<ol>', re.DOTALL)


def assemble(chapters: Sequence[Chapter], style: Style, names: Mapping[str, str] | None = None) -> Whole:
    """The chapters with everything that belongs to the whole. Total: any text of the renderer is taken.

    `names` are those that were read before (naming.py).
    """
    numbers = Numbers(style)
    counted = numbers.count(chapters)
    found = named(numbers.targets, names or {})
    ids = {id for one in chapters for id in ID.findall(one.html)} | {one.anchor for one in chapters}
    known = _Known(style, found.known, ids)
    done = [_chapter(place, one, known) for place, one in enumerate(counted, start=1)]
    return Whole(done, found.targets, known.missing, found.known)


def label(target: Target, style: Style) -> str:
    """How a reference to it reads: "tabela 2"; an unnumbered heading is quoted by its title."""
    if target.number:
        return f"{style.name(target.kind)}{NBSP}{target.number}"
    return f"{style.quotes[0]}{target.title}{style.quotes[1]}"


@dataclass
class _Known:
    """What a reference may lead to, and those that lead nowhere."""

    style: Style
    targets: dict[str, Target]
    ids: set[str]
    missing: list[Missing] = field(default_factory=list)


def _chapter(place: int, one: Numbered, known: _Known) -> Chapter:
    for element in one.elements:
        if element.shape == "heading":
            _number_heading(element, one.headings.get(element.id, ("", ""))[0])
        elif element.owner:
            _number_caption(element, known.style)
    html = "".join(one.elements[0].tokens) if one.elements else one.chapter.html
    html = _references(_notes(html, one.first_note), place, known)
    toc = [[level, id, _titled(*one.headings[id])] for level, id, _title in one.chapter.toc]
    number = chapter_number(place, known.style)
    return replace(one.chapter, html=html, toc=toc, number=number, blocks=_blocks(html, one.chapter.blocks))


def chapter_number(place: int, style: Style) -> str:
    """What stands before the title of a chapter."""
    return {"decimal": f"{place}.", "chapters": f"{style.chapter}{NBSP}{place}."}.get(style.numbering, "")


def _titled(number: str, title: str) -> str:
    return f"{number}.{NBSP}{title}" if number else title


def _number_heading(element: Element, number: str) -> None:
    if number:
        element.tokens[element.start] += f'<span class="number">{number}.</span> '


def _number_caption(element: Element, style: Style) -> None:
    """The word with its colon becomes the word with its number; the table is named by its caption."""
    kind: Kind = "table" if element.about == "table" else "figure"
    first = element.tokens[element.start + 1]
    found = caption_word(first)
    assert found and element.owner
    word = style.name(kind).capitalize()
    element.tokens[element.start] = element.tokens[element.start].replace("<p", '<p class="caption"', 1)
    element.tokens[element.start + 1] = (
        f'<span class="number">{escape(word)}{NBSP}{element.number}.</span> {first[found.end() :]}'
    )
    if kind == "table":
        _name_by(element.owner, element.id)
    else:
        _describe_by(element.owner, element.id)


def _name_by(table: Element, id: str) -> None:
    frame = re.sub(r' aria-label="[^"]*"', "", table.tokens[table.start])
    table.tokens[table.start] = f'{frame[:-1]} aria-labelledby="{id}">'
    for place in range(table.start + 1, table.end):
        if table.tokens[place].startswith("<table"):
            table.tokens[place] = f'{table.tokens[place][:-1]} aria-labelledby="{id}">'
            return


def _describe_by(picture: Element, id: str) -> None:
    """A name of its own it has: the alternative text."""
    for place in range(picture.start, picture.end):
        picture.tokens[place] = picture.tokens[place].replace("<img ", f'<img aria-describedby="{id}" ', 1)


def _notes(html: str, first: int) -> str:
    if first == 1:
        return html
    html = _NOTE_SIGN.sub(lambda found: f"{found[1]}{int(found[2]) + first - 1}{found[3]}", html)
    return _NOTE_LIST.sub(rf'\g<1><ol start="{first}">', html, count=1)


def _references(html: str, place: int, known: _Known) -> str:
    def shown(found: re.Match[str]) -> str:
        name, words = unescape(found[1]), found[2]
        target = known.targets.get(name)
        if target:
            return f'<a class="reference" href="#{escape(target.id)}">{_said(words, target, known.style)}</a>'
        if name in known.ids:  # an address copied from the page
            return found[0]
        known.missing.append(Missing(name, place, _passage(html, found.start())))
        sign = f"[{escape(known.style.missing)}: {escape(name)}]"
        return (
            f'<span class="reference-missing">{words} {sign}</span>'
            if words.strip()
            else (f'<span class="reference-missing">{sign}</span>')
        )

    return REFERENCE.sub(shown, html)


def _said(words: str, target: Target, style: Style) -> str:
    """The writer's own words with the number in the place of "#", or ours."""
    if not words.strip():
        return escape(label(target, style))
    return SIGN.sub(lambda _found: escape(target.number or target.title), words)


def _passage(html: str, place: int) -> str:
    """The id of the passage around a place."""
    begins = html.rfind(' id="', 0, place)
    found = ID.match(html, begins) if begins >= 0 else None
    return found[1] if found else ""


def _blocks(html: str, blocks: list[list[Any]]) -> list[list[Any]]:
    """The passages with their words as they stand now, so that a selection's offsets fit them."""
    wanted = {block[0] for block in blocks}
    words: dict[str, list[str]] = {}
    around: list[str] = []
    for token in filter(None, TAG.split(html)):
        if not token.startswith("<"):
            for id in filter(None, around):
                words[id].append(unescape(token))
        elif token.startswith("</"):
            around.pop()
        elif name_of(token) not in VOID:
            found = ID.search(token)
            around.append(found[1] if found and found[1] in wanted else "")
            words.setdefault(around[-1], [])
    return [[block[0], block[1], "".join(words.get(block[0], [block[2]])), *block[3:]] for block in blocks]

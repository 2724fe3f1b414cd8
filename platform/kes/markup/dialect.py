"""Our Markdown: no raw HTML, no indented code, bare links, strike-through, task lists, forgiving lists."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from kes.markup.lists import ListLayout

END = r"\s<>\x02\x03\U000f0000-\U000ffffd"  # the last are signs of remarks (kes/publishing/signs.py)
LINK = rf"\bhttps?://[^{END}]+|\bwww\.[^{END}]+\.[^{END}]+"
MAIL = r"\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}\b"
IMAGE = re.compile(r"/files/")
TASK = re.compile(r"\[([ xX])\] ")


class Dialect(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        TableExtension(use_align_attribute=True).extendMarkdown(md)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.parser.blockprocessors.deregister("code")
        md.parser.blockprocessors.register(SpacedHeading(md.parser), "hashheader", 70)  # replaces theirs
        md.preprocessors.register(ListLayout(md), "list_layout", 22)  # after fenced code has been put aside
        md.inlinePatterns.register(LineBreak(r"<br */?>", md), "line_break", 118)
        md.inlinePatterns.register(BareLink(LINK, md), "bare_link", 116)
        md.inlinePatterns.register(BareMail(MAIL, md), "bare_mail", 114)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(~~)(?=\S)(.+?)(?<=\S)~~", "del"), "strike", 65)
        md.treeprocessors.register(Shape(md), "shape", 5)  # after inline patterns


class SpacedHeading(HashHeaderProcessor):
    """ "#hashtag" is a word, "# Heading" a heading; the parser's own takes both for headings."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?=\s)(?P<header>(?:\\.|[^\\])*?)#*(?:\n|$)")


class LineBreak(InlineProcessor):
    """The only tag people may type: table cells have no other way to hold two lines."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        return Element("br"), m.start(0), m.end(0)


class BareLink(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        address = _without_tail(m.group(0))
        href = address if address.startswith("http") else f"https://{address}"
        return _link(href, address), m.start(0), m.start(0) + len(address)


class BareMail(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        return _link(f"mailto:{m.group(0)}", m.group(0)), m.start(0), m.end(0)


class Shape(Treeprocessor):
    """Tables without style attributes, checkboxes as signs, only our own images."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("th", "td"):
                _cell(element)
            elif element.tag == "li":
                _task(element)
            elif element.tag == "img" and not IMAGE.match(element.get("src", "")):
                _image_as_link(element)


def _without_tail(address: str) -> str:
    """A full stop or a bracket after an address belongs to the sentence, unless the bracket is paired."""
    while address and (address[-1] in ".,;:!?*_~'\"”»" or _loose_bracket(address)):
        address = address[:-1]
    return address


def _loose_bracket(address: str) -> bool:
    return address[-1] in ")]" and address.count("(") + address.count("[") < address.count(
        ")"
    ) + address.count("]")


def _link(href: str, text: str) -> Element:
    link = Element("a", href=href)
    link.text = AtomicString(text)
    return link


def _cell(cell: Element) -> None:
    align = cell.attrib.pop("align", "")
    if align:
        cell.set("class", f"align-{align}")
    if cell.tag == "th" and not len(cell) and not (cell.text or "").strip():
        cell.tag = "td"  # an empty header names nothing
    elif cell.tag == "th":
        cell.set("scope", "col")


def _task(item: Element) -> None:
    holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    found = TASK.match(holder.text or "")
    if found:
        sign = "☐" if found.group(1) == " " else "☑"
        holder.text = f"{sign} {(holder.text or '')[found.end() :]}"


def _image_as_link(image: Element) -> None:
    source, alt, tail = image.get("src", ""), image.get("alt", ""), image.tail
    image.clear()
    image.tag, image.tail = "span", tail
    SubElement(image, "a", href=source).text = AtomicString(alt or source)

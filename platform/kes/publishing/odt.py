"""The look of ODT files on top of pandoc's: A4, calm styles, page numbers, wide pages for wide tables."""

import io
import re
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree

from kes.publishing.compose import line, short
from kes.publishing.contents import Entry, describe_odt, fill_odt
from kes.publishing.model import Publication
from kes.publishing.package import Change, moment, rewrite
from kes.publishing.tree import Tree, node

INK, ACCENT, RULE, SHADE = "#222222", "#1f4e5f", "#b8c4c9", "#eaf0f2"
BOLD = f'fo:font-weight="bold" fo:color="{ACCENT}" fo:font-style="normal"'

# Paragraph and text properties of pandoc's styles, by name.
STYLES = {
    "Standard": (
        'fo:line-height="120%"',
        f'fo:font-family="Calibri, Carlito" fo:color="{INK}" fo:font-size="11pt"',
    ),
    "Text_20_body": ('fo:margin-top="0cm" fo:margin-bottom="0.25cm"', ""),
    "Heading": ('fo:margin-top="0.5cm" fo:margin-bottom="0.18cm" fo:keep-with-next="always"', BOLD),
    **{
        f"Heading_20_{level}": ("", f'{BOLD} fo:font-size="{size}pt"')
        for level, size in ((1, 16), (2, 13.5), (3, 12), (4, 11), (5, 11), (6, 11))
    },
    "Author": ('fo:text-align="start" fo:margin-bottom="0.3cm"', ""),
    "TableCaption": (
        'fo:margin-top="0.35cm" fo:margin-bottom="0.15cm" fo:keep-with-next="always"',
        'fo:font-weight="bold" fo:font-style="normal" fo:font-size="11pt"',
    ),
    "Footer": ('fo:text-align="end"', 'fo:font-size="9pt"'),
}  # fmt: skip
# Styles that pandoc uses and does not bring.
OWN_STYLES = {
    "Title": ("Heading", 'fo:margin-bottom="0.2cm"', f'{BOLD} fo:font-size="22pt"'),
    "Subtitle": ("Standard", 'fo:margin-bottom="0.3cm"', 'fo:font-size="14pt"'),
}
EMPTY_LINE = (
    '<style:paragraph-properties fo:margin-top="0cm" fo:margin-bottom="0cm" fo:line-height="0.05cm"/>'
    '<style:text-properties fo:font-size="1pt"/>'
)
BORDER = f'fo:border="0.5pt solid {RULE}" fo:padding="0.12cm"'


def mark_sections(document: Tree) -> None:
    """Puts an empty line with a page of its own kind before and after what lies on its side."""
    blocks: list[Tree] = []
    wide = False
    for block in document["blocks"]:
        if wide:
            blocks.append(_turn("Upright"))
        wide = block["t"] == "Div" and "landscape" in block["c"][0][1]
        blocks += [_turn("Wide"), *block["c"][1]] if wide else [block]
    document["blocks"] = blocks


def dress(archive: bytes, publication: Publication, found: list[Entry], alts: Iterator[str]) -> bytes:
    changes: dict[str, Change] = {
        "content.xml": lambda xml: describe_odt(fill_odt(_content(xml), found), alts),
        "styles.xml": lambda xml: _styles(xml, publication),
        "meta.xml": lambda xml: xml.replace("1970-01-01T00:00:00Z", moment(publication)),
    }
    return rewrite(archive, changes, {})


def _turn(style: str) -> Tree:
    return node("RawBlock", ["opendocument", f'<text:p text:style-name="{style}"/>'])


def _content(xml: str) -> str:
    for name, look in (
        ("TableHeaderRowCell", f'{BORDER} fo:background-color="{SHADE}"'),
        ("TableRowCell", BORDER),
    ):
        xml = re.sub(
            rf'(style:name="{name}"[^>]*>\s*<style:table-cell-properties) fo:border="none"',
            rf"\1 {look}",
            xml,
            count=1,
        )
    return xml.replace('style:rel-width="100%"', 'style:rel-width="100%" fo:margin-bottom="0.4cm"')


def _styles(xml: str, publication: Publication) -> str:
    spaces = _namespaces(xml)
    root = ElementTree.fromstring(xml)  # noqa: S314 - pandoc's own part, nothing of it came from people
    styles = root.find("office:styles", spaces)
    assert styles is not None
    for style in styles.findall("style:style", spaces):
        _restyle(style, spaces)
    styles.extend(_elements(_own_styles() + _turning_styles(), spaces))
    _pages(root, publication, spaces)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _restyle(style: ElementTree.Element, spaces: dict[str, str]) -> None:
    name = style.get(f"{{{spaces['style']}}}name", "")
    if name not in STYLES:
        return
    for kind, look in zip(("paragraph-properties", "text-properties"), STYLES[name], strict=True):
        fresh = _elements(f"<style:{kind} {look}/>", spaces)[0]
        old = style.find(f"style:{kind}", spaces)
        if old is None:
            style.append(fresh)
        else:
            old.attrib |= fresh.attrib
            # A font by its declared name would win over the family given here.
            old.attrib.pop(f"{{{spaces['style']}}}font-name", None)


def _pages(root: ElementTree.Element, publication: Publication, spaces: dict[str, str]) -> None:
    automatic = root.find("office:automatic-styles", spaces)
    masters = root.find("office:master-styles", spaces)
    assert automatic is not None and masters is not None
    for old in automatic.findall("style:page-layout", spaces):
        automatic.remove(old)
    automatic.extend(_elements(_layout("Upright", 21, 29.7) + _layout("Wide", 29.7, 21), spaces))
    for old in list(masters):
        masters.remove(old)
    masters.extend(_elements(_master("Standard", "Upright", publication), spaces))
    masters.extend(_elements(_master("Wide", "Wide", publication), spaces))


def _layout(name: str, width: float, height: float) -> str:
    orientation = "landscape" if width > height else "portrait"
    return (
        f'<style:page-layout style:name="{name}"><style:page-layout-properties fo:page-width="{width}cm" '
        f'fo:page-height="{height}cm" style:print-orientation="{orientation}" style:num-format="1" '
        'fo:margin-top="2.3cm" fo:margin-bottom="1.2cm" fo:margin-left="2.3cm" fo:margin-right="2.3cm"/>'
        '<style:footer-style><style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.4cm"/>'
        "</style:footer-style></style:page-layout>"
    )


def _master(name: str, layout: str, publication: Publication) -> str:
    title, page = (escape(line(words)) for words in (short(publication.title), publication.labels.page))
    return (
        f'<style:master-page style:name="{name}" style:page-layout-name="{layout}"><style:footer>'
        f'<text:p text:style-name="Footer">{title} · {page} <text:page-number '
        'text:select-page="current">1</text:page-number></text:p></style:footer></style:master-page>'
    )


def _own_styles() -> str:
    return "".join(
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}">'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
        for name, (parent, paragraph, text) in OWN_STYLES.items()
    )


def _turning_styles() -> str:
    return "".join(
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard" '
        f'style:master-page-name="{master}">{EMPTY_LINE}</style:style>'
        for name, master in (("Wide", "Wide"), ("Upright", "Standard"))
    )


def _namespaces(xml: str) -> dict[str, str]:
    """The prefixes of the part, also told to the writer, so that it keeps them."""
    found = dict(pair for _, pair in ElementTree.iterparse(io.StringIO(xml), events=["start-ns"]))  # noqa: S314
    for prefix, uri in found.items():
        ElementTree.register_namespace(prefix, uri)
    return found


def _elements(xml: str, spaces: dict[str, str]) -> list[ElementTree.Element]:
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    return list(ElementTree.fromstring(f"<x {declared}>{xml}</x>"))  # noqa: S314 - made above, escaped

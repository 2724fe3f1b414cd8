"""The look of DOCX files on top of pandoc's: A4, calm styles, page numbers, wide pages for wide tables."""

import re
from html import escape
from xml.etree import ElementTree

from kes.publishing.compose import WIDE_COLUMNS, line, short
from kes.publishing.contents import Entry, fill_docx
from kes.publishing.model import Publication
from kes.publishing.package import Change, moment, rewrite
from kes.publishing.tree import Tree, node

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FOOTER = "rIdFooter"

# Twentieths of a point: A4 and its margins.
SHORT, LONG, MARGIN = 11906, 16838, 1304
WIDTHS = {False: SHORT - 2 * MARGIN, True: LONG - 2 * MARGIN}

INK, ACCENT, RULE, SHADE = "222222", "1F4E5F", "B8C4C9", "EAF0F2"
REGULAR = f'<w:b w:val="0"/><w:color w:val="{INK}"/>'
FONTS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:eastAsia="Calibri"/>'


# Paragraph and run properties of pandoc's styles, by style id.
STYLES = {
    "BodyText": ('<w:spacing w:before="0" w:after="140" w:line="276" w:lineRule="auto"/>', ""),
    "Compact": ('<w:spacing w:before="20" w:after="20"/>', ""),
    "Title": (
        '<w:spacing w:before="0" w:after="120"/><w:jc w:val="left"/>',
        f'<w:b/><w:color w:val="{ACCENT}"/><w:sz w:val="44"/>',
    ),
    "Subtitle": ('<w:spacing w:before="0" w:after="160"/>', f'{REGULAR}<w:sz w:val="28"/>'),
    "Author": ('<w:spacing w:before="0" w:after="160"/>', f'{REGULAR}<w:sz w:val="22"/>'),
    "BlockText": (
        f'<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="{RULE}"/></w:pBdr>'
        '<w:spacing w:before="60" w:after="140"/><w:ind w:left="360"/>',
        "",
    ),
    "Hyperlink": ("", f'<w:color w:val="{ACCENT}"/><w:u w:val="single"/>'),
    "TableCaption": ('<w:keepNext/><w:spacing w:before="200" w:after="80"/>', '<w:b/><w:i w:val="0"/>'),
    **{
        f"Heading{level}": (
            f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="100"/>'
            f'<w:outlineLvl w:val="{level - 1}"/>',
            f'<w:b/><w:color w:val="{ACCENT}"/><w:sz w:val="{size}"/>',
        )
        for level, before, size in (
            (1, 400, 32),
            (2, 320, 27),
            (3, 260, 24),
            (4, 220, 22),
            (5, 200, 22),
            (6, 200, 22),
        )
    },
}
LINE = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
TABLE_STYLE = (
    "<w:tblPr><w:tblBorders>"
    + "".join(f"<w:{side} {LINE}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + '</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
    f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr></w:tblStylePr>'
)
HEAVY = ("pPr", "rPr", "tblPr", "tblStylePr", "trPr", "tcPr")


def mark_sections(document: Tree) -> bool:
    """Puts section breaks around what lies on its side; says whether the document ends like that."""
    blocks: list[Tree] = []
    wide = False
    for block in document["blocks"]:
        if wide:
            blocks.append(_break(wide))
        wide = block["t"] == "Div" and "landscape" in block["c"][0][1]
        blocks += [_break(False), *block["c"][1]] if wide else [block]
    document["blocks"] = blocks
    return wide


def upright(blocks: list[Tree]) -> list[Tree]:
    """Wide tables among the others."""
    return [
        inner
        for block in blocks
        for inner in (block["c"][1] if block["t"] == "Div" and "landscape" in block["c"][0][1] else [block])
    ]


def date(archive: bytes, publication: Publication, found: list[Entry]) -> bytes:
    changes: dict[str, Change] = {
        "word/document.xml": lambda xml: fill_docx(xml, found),
        "docProps/core.xml": lambda xml: xml.replace("1970-01-01T00:00:00Z", moment(publication)),
    }
    return rewrite(archive, changes, {})


def dress(archive: bytes, publication: Publication, found: list[Entry], *, ends_wide: bool) -> bytes:
    footer = f'<Relationship Id="{FOOTER}" Type="{R}/footer" Target="footer1.xml"/>'
    kind = f'<Override PartName="/word/footer1.xml" ContentType="{TYPES}.footer+xml"/>'
    changes: dict[str, Change] = {
        "word/document.xml": lambda xml: fill_docx(_document(xml, ends_wide), found),
        "word/styles.xml": _styles,
        "word/_rels/document.xml.rels": lambda xml: xml.replace(
            "</Relationships>", f"{footer}</Relationships>"
        ),
        "[Content_Types].xml": lambda xml: xml.replace("</Types>", f"{kind}</Types>"),
        "docProps/core.xml": lambda xml: xml.replace("1970-01-01T00:00:00Z", moment(publication)),
    }
    return rewrite(archive, changes, {"word/footer1.xml": _footer(publication)})


def _break(wide: bool) -> Tree:
    """An empty line that closes the section before it."""
    small = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return node("RawBlock", ["openxml", f"<w:p><w:pPr>{small}{_section(wide)}</w:pPr></w:p>"])


def _section(wide: bool) -> str:
    width, height = (LONG, SHORT) if wide else (SHORT, LONG)
    orient = ' w:orient="landscape"' if wide else ""
    sides = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{FOOTER}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f'<w:pgMar {sides} w:header="680" w:footer="600" w:gutter="0"/></w:sectPr>'
    )


def _document(xml: str, ends_wide: bool) -> str:
    xml = re.sub(r"<w:tblGrid>.*?</w:tblGrid>", _full_width, xml, flags=re.DOTALL)
    xml = xml.replace("<w:tr>", "<w:tr><w:trPr><w:cantSplit/></w:trPr>").replace(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:trPr>", "<w:tr><w:trPr><w:cantSplit/>"
    )
    body, end = xml.rsplit("</w:body>", 1)
    body = re.sub(r"<w:sectPr\b(?:[^>]*/>|(?:(?!<w:sectPr).)*</w:sectPr>)\s*$", "", body, flags=re.DOTALL)
    return f"{body}{_section(ends_wide)}</w:body>{end}"


def _full_width(grid: re.Match[str]) -> str:
    """Pandoc counts on its own page; Word takes these widths at their word."""
    shares = [int(width) for width in re.findall(r'w:w="(\d+)"', grid.group(0))]
    scale = WIDTHS[len(shares) > WIDE_COLUMNS] / max(sum(shares), 1)
    columns = "".join(f'<w:gridCol w:w="{round(share * scale)}"/>' for share in shares)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def _styles(xml: str) -> str:
    ElementTree.register_namespace("w", W)
    root = ElementTree.fromstring(xml)  # noqa: S314 - pandoc's own part, nothing of it came from people
    for style in root.iter(f"{{{W}}}style"):
        _restyle(style, style.get(f"{{{W}}}styleId", ""))
    defaults = root.find(f"{{{W}}}docDefaults/{{{W}}}rPrDefault/{{{W}}}rPr")
    assert defaults is not None
    for name, value in (("sz", "22"), ("szCs", "22")):
        size = defaults.find(f"{{{W}}}{name}")
        assert size is not None
        size.set(f"{{{W}}}val", value)
    _replace(defaults, "rFonts", FONTS)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _restyle(style: ElementTree.Element, id: str) -> None:
    if id == "Table":
        properties = TABLE_STYLE
    elif id in STYLES:
        paragraph, run = STYLES[id]
        properties = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
        properties += f"<w:rPr>{FONTS}{run}</w:rPr>" if run else ""
    else:
        return
    for child in list(style):
        if child.tag in {f"{{{W}}}{name}" for name in HEAVY}:
            style.remove(child)
    style.extend(_elements(properties))


def _replace(parent: ElementTree.Element, name: str, xml: str) -> None:
    old = parent.find(f"{{{W}}}{name}")
    if old is not None:
        parent.remove(old)
    parent.insert(0, _elements(xml)[0])


def _elements(xml: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(f'<x xmlns:w="{W}">{xml}</x>'))  # noqa: S314 - constants above


def _footer(publication: Publication) -> str:
    title, page = (escape(line(words)) for words in (short(publication.title), publication.labels.page))
    look = f'<w:rPr><w:color w:val="{INK}"/><w:sz w:val="18"/></w:rPr>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:ftr xmlns:w="{W}"><w:p>'
        f'<w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="right"/></w:pPr>'
        f'<w:r>{look}<w:t xml:space="preserve">{title}  ·  {page} </w:t></w:r>'
        f'<w:fldSimple w:instr=" PAGE "><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
    )

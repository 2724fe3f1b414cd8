"""DOCX and ODT files made by hand, to the letter: what Word writes, and what nobody should."""

import io
import zipfile
from collections.abc import Mapping
from html import escape

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
WORD = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": f"{OFFICE}/relationships",
    "m": f"{OFFICE}/math",
    "a": f"{DRAWING}/main",
    "c": f"{DRAWING}/chart",
    "pic": f"{DRAWING}/picture",
    "wp": f"{DRAWING}/wordprocessingDrawing",
    "v": "urn:schemas-microsoft-com:vml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
DECLARED = " ".join(f'xmlns:{name}="{address}"' for name, address in WORD.items())
WHEN = 'w:date="2026-01-02T10:00:00Z"'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636060"
    "f8cf5000000301010018dd8db00000000049454e44ae426082"
)


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", look: str = "", item: tuple[int, int] | None = None) -> str:
    """`item` is (list, level)."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{item[1]}"/><w:numId w:val="{item[0]}"/></w:numPr>' if item else ""
    inner = "".join(text if text.startswith("<") else run(text) for text in runs)
    return f"<w:p><w:pPr>{named}{listed}{look}</w:pPr>{inner}</w:p>"


def heading(text: str, level: int = 1) -> str:
    return paragraph(text, style=f"Heading{level}")


def cell(*blocks: str, look: str = "") -> str:
    inner = "".join(block if block.startswith("<") else paragraph(block) for block in blocks)
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{inner}</w:tc>"


def table(*rows: list[str], columns: int = 0) -> str:
    width = columns or max(len(row) for row in rows)
    grid = '<w:gridCol w:w="2000"/>' * width
    lines = "".join(
        f"<w:tr>{''.join(part if part.startswith('<') else cell(part) for part in row)}</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def inserted(*runs: str, by: str = "Ewa") -> str:
    return f'<w:ins w:id="1" w:author="{by}" {WHEN}>{"".join(map(run, runs))}</w:ins>'


def deleted(text: str, by: str = "Jan") -> str:
    words = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="2" w:author="{by}" {WHEN}>{words}</w:del>'


def commented(key: int, *runs: str) -> str:
    return (
        f'<w:commentRangeStart w:id="{key}"/>{"".join(map(run, runs))}<w:commentRangeEnd w:id="{key}"/>'
        f'<w:r><w:commentReference w:id="{key}"/></w:r>'
    )


def comment(key: int, text: str, by: str = "Ola") -> str:
    body = f'<w:p w14:paraId="0000000{key}"><w:r><w:t>{text}</w:t></w:r></w:p>'
    return f'<w:comment w:id="{key}" w:author="{by}" {WHEN}>{body}</w:comment>'


def footnote(key: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{key}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'


def note(key: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'


def link(key: str, text: str) -> str:
    return f'<w:hyperlink r:id="{key}">{run(text)}</w:hyperlink>'


def drawing(inner: str, uri: str, alt: str = "") -> str:
    data = f'<a:graphic><a:graphicData uri="{DRAWING}/{uri}">{inner}</a:graphicData></a:graphic>'
    extent = '<wp:extent cx="900000" cy="900000"/>'
    named = f'<wp:docPr id="1" name="x" descr="{alt}"/>'
    return f"<w:r><w:drawing><wp:inline>{extent}{named}{data}</wp:inline></w:drawing></w:r>"


def text_box(*blocks: str) -> str:
    """As Word writes it twice, for new and for old readers."""
    inner = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp>"
    shape = f"<a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic>"
    new = f'<mc:Choice Requires="wps"><w:drawing><wp:inline>{shape}</wp:inline></w:drawing></mc:Choice>'
    old = f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>"


def picture(key: str, alt: str = "") -> str:
    blip = f'<pic:pic><pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill></pic:pic>'
    return drawing(blip, "picture", alt)


def docx(
    *body: str,
    parts: Mapping[str, str | bytes] | None = None,
    links: Mapping[str, str] | None = None,
    numbering: str = "",
) -> bytes:
    """`parts` are whole files of the archive; `links` are the targets of relations by their key."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {DECLARED}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {DECLARED}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {DECLARED}>{numbering or NUMBERING}</w:numbering>",
    }
    files |= {
        name: content if isinstance(content, bytes) else _wrapped(name, content)
        for name, content in (parts or {}).items()
    }
    files["word/_rels/document.xml.rels"] = _relations(_needed(files) | _outside(links or {}))
    return archive(files)


def archive(files: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return made.getvalue()


def _wrapped(name: str, content: str) -> str:
    roots = {"comments": "w:comments", "commentsExtended": "w15:commentsEx", "footnotes": "w:footnotes",
             "endnotes": "w:endnotes", "header1": "w:hdr", "footer1": "w:ftr"}  # fmt: skip
    root = roots.get(name.removeprefix("word/").removesuffix(".xml"))
    return f"<{root} {DECLARED}>{content}</{root}>" if root else content


def _needed(files: Mapping[str, str | bytes]) -> dict[str, tuple[str, str]]:
    kinds = ("styles", "numbering", "comments", "footnotes", "endnotes")
    return {f"r{kind}": (kind, f"{kind}.xml") for kind in kinds if f"word/{kind}.xml" in files}


def _outside(links: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    kind = {True: "image", False: "hyperlink"}
    return {key: (kind[target.startswith("media/")], target) for key, target in links.items()}


def _relations(relations: Mapping[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/relationships/{kind}" Target="{escape(target)}"'
        + (' TargetMode="External"/>' if kind == "hyperlink" else "/>")
        for key, (kind, target) in relations.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _types() -> str:
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        "</Types>"
    )


def _style(id: str, name: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'


def _levels(key: int, signs: list[tuple[str, str]]) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (kind, text) in enumerate(signs)
    )
    return f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>'


STYLES = "".join(
    [
        *(_style(f"Heading{level}", f"heading {level}") for level in range(1, 7)),
        _style("Title", "Title"),
        _style("Quote", "Quote"),
        _style("TOC1", "toc 1"),
        _style("Cytat", "Cytat"),
    ]
)
BULLETS = [("bullet", "•")] * 4
NUMBERS = [("decimal", "%1."), ("decimal", "%2."), ("decimal", "%3.")]
LEGAL = [("decimal", "%1)"), ("lowerLetter", "%2)")]
NUMBERING = (
    _levels(1, BULLETS) + _levels(2, NUMBERS) + _levels(3, LEGAL)
    + "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in (1, 2, 3))
)  # fmt: skip


def odt(
    content: str,
    *,
    styles: str = "<office:automatic-styles/>",
    files: Mapping[str, str | bytes] | None = None,
) -> bytes:
    names = {
        name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
        for name in ("office", "text", "table", "style")
    }
    names |= {
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
    }
    names |= {
        "dc": "http://purl.org/dc/elements/1.1/",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    }
    declared = " ".join(f'xmlns:{name}="{address}"' for name, address in names.items())
    body = f"<office:body><office:text>{content}</office:text></office:body>"
    whole = f"<office:document-content {declared}>{styles}{body}</office:document-content>"
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": whole,
        "styles.xml": f"<office:document-styles {declared}/>",
    }
    return archive(parts | dict(files or {}))

"""Checks a PDF against the points of PDF/UA-1 (Matterhorn protocol) that a machine can see with pypdf
alone.

No checker such as veraPDF is packaged for Python or Debian, so these are our own: the document says its
language and title, everything drawn is tagged or an artifact, the tree is whole and in order, headings
skip no level, figures have words, tables have headers with a scope, links have words and a place in the
tree, fonts are inside.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject

STANDARD = {
    "Document", "Part", "Sect", "Div", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl",
    "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "BlockQuote",
    "Note", "Reference", "Link", "Figure", "Caption", "Code", "TOC", "TOCI", "Annot", "NonStruct", "Em",
    "Strong", "Title", "FENote", "Index", "BibEntry", "Formula", "Form",
}  # fmt: skip


def problems(content: bytes) -> list[str]:
    """What breaks a rule, in words; empty when all hold."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    root: Any = reader.trailer["/Root"]
    tree = _get(root, "/StructTreeRoot")
    if tree is None:
        return ["01-005 no structure tree"]
    elements = list(_elements(_get(tree, "/K"), None))
    found = [*_document(root, content), *_roles(elements, tree), *_headings(elements), *_figures(elements)]
    found += [*_tables(elements), *_links(reader, elements), *_pages(reader), *_parents(tree, reader)]
    return found


def _get(holder: Any, name: str) -> Any:
    value = holder.get(name)
    value = value.get_object() if isinstance(value, IndirectObject) else value
    return None if isinstance(value, NullObject) else value


def _elements(kids: Any, parent: Any) -> Iterator[tuple[str, Any, Any]]:
    """(kind, element, parent) in reading order."""
    kids = kids.get_object() if isinstance(kids, IndirectObject) else kids
    if isinstance(kids, ArrayObject):
        for kid in kids:
            yield from _elements(kid, parent)
    elif isinstance(kids, DictionaryObject) and "/S" in kids:
        yield str(kids["/S"])[1:], kids, parent
        yield from _elements(kids.get("/K"), kids)


def _document(root: Any, content: bytes) -> Iterator[str]:
    if not str(root.get("/Lang", "")):
        yield "11-006 no language"
    if not (_get(root, "/MarkInfo") or {}).get("/Marked"):
        yield "06-001 not marked"
    if not (_get(root, "/ViewerPreferences") or {}).get("/DisplayDocTitle"):
        yield "07-001 the title is not displayed"
    metadata = _get(root, "/Metadata")
    xmp = metadata.get_data().decode() if metadata is not None else ""
    if not re.search(r"pdfuaid:part(>|=\")1", xmp):
        yield "06-002 does not call itself PDF/UA-1"
    if "dc:title" not in xmp:
        yield "06-003 no title in the metadata"


def _roles(elements: list[Any], tree: Any) -> Iterator[str]:
    mapped = {str(name)[1:] for name in (_get(tree, "/RoleMap") or {})}
    for kind in {kind for kind, _element, _parent in elements}:
        if kind not in STANDARD and kind not in mapped:
            yield f"02-001 a kind that no role map explains: {kind}"


def _headings(elements: list[Any]) -> Iterator[str]:
    last = 0
    for kind, element, _parent in elements:
        if level := re.fullmatch(r"H([1-6])", kind):
            if int(level[1]) > last + 1:
                yield f"14-003 H{last} is followed by {kind}"
            last = int(level[1])
            if not element.get("/K"):
                yield f"an empty {kind}"


def _figures(elements: list[Any]) -> Iterator[str]:
    for kind, element, _parent in elements:
        if kind == "Figure" and not (element.get("/Alt") or element.get("/ActualText")):
            yield "13-004 a figure without words"


def _tables(elements: list[Any]) -> Iterator[str]:
    parents = {
        "TR": ("Table", "THead", "TBody", "TFoot"),
        "TH": ("TR",),
        "TD": ("TR",),
        "LI": ("L",),
        "LBody": ("LI",),
    }
    for kind, element, parent in elements:
        around = str(parent.get("/S"))[1:] if parent is not None else ""
        if kind in parents and around not in parents[kind]:
            yield f"09-004 {kind} inside {around}"
        if kind == "TH" and "/Scope" not in str(_get(element, "/A")):
            yield "15-003 a header without a scope"


def _links(reader: pypdf.PdfReader, elements: list[Any]) -> Iterator[str]:
    links = sum(1 for kind, _element, _parent in elements if kind == "Link")
    annotations = 0
    for page in reader.pages:
        for annotation in page.get("/Annots") or []:
            found = annotation.get_object()
            if found.get("/Subtype") == "/Link":
                annotations += 1
                if not found.get("/Contents"):
                    yield "28-012 a link without words"
                if "/StructParent" not in found:
                    yield "28-011 a link outside the structure"
    if annotations and not links:
        yield "28-011 links that are not in the tree"


def _pages(reader: pypdf.PdfReader) -> Iterator[str]:
    for number, page in enumerate(reader.pages, start=1):
        if page.get("/Annots") and page.get("/Tabs") != "/S":
            yield f"28-008 page {number}: no tab order by structure"
        yield from (f"page {number}: {words}" for words in _unmarked(page))
        for font in (_get(page["/Resources"], "/Font") or {}).values():
            if not _embedded(font.get_object()):
                yield f"31-009 page {number}: a font that is not inside"


def _unmarked(page: Any) -> Iterator[str]:
    """Text or pictures drawn outside of marked content."""
    depth = 0
    contents = page.get_contents()
    for _operands, operator in contents.operations if contents else ():
        if operator in (b"BDC", b"BMC"):
            depth += 1
        elif operator == b"EMC":
            depth -= 1
        elif operator in (b"Tj", b"TJ", b"Do", b"f", b"S") and depth == 0:
            yield f"01-005 {operator.decode()} is neither tagged nor an artifact"
            return


def _embedded(font: Any) -> bool:
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    described = _get(inner, "/FontDescriptor") or {}
    return font.get("/Subtype") == "/Type3" or any(f"/FontFile{n}" in described for n in ("", "2", "3"))


def _parents(tree: Any, reader: pypdf.PdfReader) -> Iterator[str]:
    if _get(tree, "/ParentTree") is None:
        yield "01-005 no way from the page to the tree"
    for number, page in enumerate(reader.pages, start=1):
        if page.get_contents() is not None and "/StructParents" not in page:
            yield f"01-005 page {number} does not lead to the tree"

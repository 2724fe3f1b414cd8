"""EPUB 3 through pandoc: a file for each chapter, contents, notes, pictures, language."""

import re
from uuid import NAMESPACE_URL, uuid5

from kes.publishing.compose import compose
from kes.publishing.model import Publication
from kes.publishing.office import pandoc
from kes.publishing.package import moment, rewrite
from kes.publishing.tree import node

_PACKAGE = "EPUB/content.opf"


def to_epub(publication: Publication) -> bytes:
    document = compose(publication)
    name = uuid5(NAMESPACE_URL, f"{publication.base_url} {publication.title} {moment(publication)}")
    document["meta"]["identifier"] = node("MetaString", f"urn:uuid:{name}")
    document["meta"]["date"] = node("MetaString", moment(publication)[:10])
    made = pandoc(document, "epub3", publication, "--toc", "--toc-depth=3", "--split-level=1")
    return rewrite(made, {_PACKAGE: lambda xml: _dated(xml, publication)}, {})


def _dated(xml: str, publication: Publication) -> str:
    """In its sandbox pandoc has no clock; readers are told what the book gives to whom."""
    told = (
        '<meta property="schema:accessMode">textual</meta><meta property="schema:accessMode">visual</meta>'
        '<meta property="schema:accessModeSufficient">textual</meta>'
        '<meta property="schema:accessibilityFeature">structuralNavigation</meta>'
        '<meta property="schema:accessibilityFeature">alternativeText</meta>'
        '<meta property="schema:accessibilityFeature">tableOfContents</meta>'
        '<meta property="schema:accessibilityHazard">none</meta>'
    )
    modified = rf"\g<1>{moment(publication)}\g<2>"
    xml = re.sub(r'(<meta property="dcterms:modified">)[^<]*(</meta>)', modified, xml)
    return xml if "schema:accessMode" in xml else xml.replace("</metadata>", f"{told}</metadata>", 1)

"""Documents and reports out: DOCX, ODT, EPUB, tagged PDF and Markdown from one neutral structure.

What people wrote is rendered once by `kes.markup` (the same HTML as on the page) and becomes a tree of data
(`compose.py`) in the form of pandoc's JSON. Pandoc makes office files of it and Typst the PDF. Nobody's text
is ever part of a source that these programs parse, so there is nothing to escape and nothing to inject.
"""

from kes.publishing.epub import to_epub
from kes.publishing.model import Block, Heading, Html, Labels, Picture, Publication, Table
from kes.publishing.office import Unpublishable, to_docx, to_odt
from kes.publishing.pdf import to_pdf
from kes.publishing.remarks import Entry, Proposal, Remark
from kes.publishing.source import to_markdown

__all__ = [
    "Block", "Entry", "Heading", "Html", "Labels", "Picture", "Proposal", "Publication", "Remark", "Table",
    "Unpublishable",
    "to_docx", "to_epub", "to_markdown", "to_odt", "to_pdf",
]  # fmt: skip

"""DOCX and ODT through pandoc: no files, no network, no more than a few seconds."""

import json
import subprocess
import tempfile
from dataclasses import replace
from functools import cache

import pypandoc

from kes.publishing import annotations, contents, docx, odt
from kes.publishing.compose import compose
from kes.publishing.model import Block, Publication, Table
from kes.publishing.package import rewrite
from kes.publishing.signs import bare
from kes.publishing.tree import Tree
from kes.publishing.word_comments import WordComments

MEMORY = "-M1G"


class Unpublishable(Exception):
    """The file could not be made: too long, or refused by the program that makes it."""


def to_docx(publication: Publication, document: Tree | None = None) -> bytes:
    """`document` is the publication's own unless another one is given."""
    publication = _without_strangers(publication)
    document = document or compose(publication)
    found = contents.entries(document["blocks"]) if publication.contents else []
    comments = WordComments(publication.remarks)
    comments.place(document)
    if publication.letterhead:
        made = _on_letterhead(document, publication, found)
    else:
        ends_wide = docx.mark_sections(document)
        made = pandoc(document, "docx", publication, *_contents(publication))
        made = docx.dress(made, publication, found, ends_wide=ends_wide)
    return rewrite(made, comments.changes, comments.added) if publication.remarks else made


def to_odt(publication: Publication) -> bytes:
    publication = _without_strangers(publication)
    document = compose(publication)
    found = contents.entries(document["blocks"]) if publication.contents else []
    annotations.place(document, publication.remarks)
    odt.mark_sections(document)
    made = pandoc(document, "odt", publication, *_contents(publication))
    return odt.dress(made, publication, found, contents.pictures(document["blocks"]))


def _without_strangers(publication: Publication) -> Publication:
    """No signs but those of remarks: whoever wrote the texts beside the chapters knows nothing of them."""
    if not publication.remarks:
        return publication
    return replace(
        publication,
        title=bare(publication.title),
        subtitle=bare(publication.subtitle),
        author=bare(publication.author),
        metadata={bare(label): bare(value) for label, value in publication.metadata.items()},
        blocks=[_bare_block(block) for block in publication.blocks],
    )


def _bare_block(block: Block) -> Block:
    if isinstance(block, Table):
        rows = [[bare(cell) for cell in row] for row in block.rows]
        return Table([bare(cell) for cell in block.headers], rows, bare(block.caption))
    return bare(block) if isinstance(block, str) else block


def _on_letterhead(document: Tree, publication: Publication, found: list[contents.Entry]) -> bytes:
    """The template's own styles, header and footer; wide tables stay upright, its pages are its own."""
    document["blocks"] = docx.upright(document["blocks"])
    with tempfile.NamedTemporaryFile(prefix="kes-letterhead-", suffix=".docx") as template:
        template.write(publication.letterhead)
        template.flush()
        named = f"--reference-doc={template.name}"
        made = pandoc(document, "docx", publication, named, *_contents(publication))
    return docx.date(made, publication, found)


def _contents(publication: Publication) -> list[str]:
    return ["--toc", "--toc-depth=3"] if publication.contents else []


def pandoc(document: Tree, format: str, publication: Publication, *options: str) -> bytes:
    """`--sandbox` keeps pandoc from reading any file but its input; it gets no environment either."""
    own = [_program(), "--sandbox", "--from=json", f"--to={format}", "--output=-", "--standalone"]
    titles = f"--metadata=toc-title={publication.labels.contents}"
    command = [*own, titles, *options, "+RTS", MEMORY, "-RTS"]
    try:
        done = subprocess.run(  # noqa: S603 - a program of our own dependencies, no argument from people
            command,
            input=json.dumps(document).encode("ascii"),
            capture_output=True,
            timeout=publication.seconds,
            env={"LANG": "C.UTF-8", "HOME": "/nonexistent"},
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise Unpublishable(f"{format}: {error}") from error
    return done.stdout


@cache
def _program() -> str:
    return str(pypandoc.get_pandoc_path())

"""DOCX and ODT through pandoc: no files, no network, no more than a few seconds."""

import json
import subprocess
from functools import cache

import pypandoc

from kes.publishing import docx, odt
from kes.publishing.compose import compose
from kes.publishing.model import Publication
from kes.publishing.tree import Tree

SECONDS = 20
MEMORY = "-M1G"


class Unpublishable(Exception):
    """The file could not be made: too long, or refused by the program that makes it."""


def to_docx(publication: Publication, document: Tree | None = None) -> bytes:
    """`document` is the publication's own unless another one is given."""
    document = document or compose(publication)
    ends_wide = docx.mark_sections(document)
    return docx.dress(_pandoc(document, "docx"), publication, ends_wide=ends_wide)


def to_odt(publication: Publication) -> bytes:
    document = compose(publication)
    odt.mark_sections(document)
    return odt.dress(_pandoc(document, "odt"), publication)


def _pandoc(document: Tree, format: str) -> bytes:
    """`--sandbox` keeps pandoc from reading any file but its input; it gets no environment either."""
    command = [_program(), "--sandbox", "--from=json", f"--to={format}", "--output=-", "+RTS", MEMORY, "-RTS"]
    try:
        done = subprocess.run(  # noqa: S603 - a program of our own dependencies, no argument from people
            command,
            input=json.dumps(document).encode("ascii"),
            capture_output=True,
            timeout=SECONDS,
            env={"LANG": "C.UTF-8", "HOME": "/nonexistent"},
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise Unpublishable(f"{format}: {error}") from error
    return done.stdout


@cache
def _program() -> str:
    return str(pypandoc.get_pandoc_path())

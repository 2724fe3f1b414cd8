"""Tagged PDF (PDF/UA-1): the tree, ready for narrow columns, goes to the typesetter in its own process."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kes.publishing.compose import compose, line, short
from kes.publishing.model import Publication
from kes.publishing.office import Unpublishable
from kes.publishing.tree import Tree, node
from kes.publishing.typesetter import change_texts

LONG_WORD = 25
STEP = 8
ZERO_WIDTH = "\u200b"

_TYPESETTER = str(Path(__file__).with_name("typesetter.py"))


def to_pdf(publication: Publication) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no argument from people
            [sys.executable, "-P", _TYPESETTER],
            input=json.dumps(_document(publication)).encode("ascii"),
            capture_output=True,
            timeout=publication.seconds,
            env={"LANG": "C.UTF-8", "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
            check=True,
        )
    except subprocess.CalledProcessError as error:
        raise Unpublishable(f"pdf: {error.stderr.decode(errors='replace')}") from error
    except subprocess.TimeoutExpired as error:
        raise Unpublishable(f"pdf: {error}") from error
    return done.stdout


def _document(publication: Publication) -> dict[str, Any]:
    composed = compose(publication)
    language, _, region = composed["meta"]["lang"]["c"].partition("-")
    created = publication.created or datetime.now(UTC)
    texts = {
        "title": line(publication.title) or "–",
        "heading": line(publication.title, publication.language),
        "footer": short(line(publication.title, publication.language)),
        "subtitle": line(publication.subtitle, publication.language),
        "author": line(publication.author),
        "contents": line(publication.labels.contents),
        "page": line(publication.labels.page),
    }
    return {
        **texts,
        "blocks": change_texts(_notes_below(composed["blocks"]), _breakable),
        "language": language.lower(),
        "region": region,
        "created": created.replace(microsecond=0).isoformat(),
        "with-contents": publication.contents,
    }


def _notes_below(blocks: list[Tree]) -> list[Tree]:
    """Notes of a heading are called in the paragraph below it: in the contents they would be made again."""
    notes: list[Tree] = []
    done: list[Tree] = []
    for block in blocks:
        if block["t"] == "Header":
            notes += [inline for inline in block["c"][2] if inline["t"] == "Note"]
            block["c"][2] = [inline for inline in block["c"][2] if inline["t"] != "Note"]
        elif notes and block["t"] == "Para":
            block["c"], notes = [*notes, *block["c"]], []
        elif notes:
            done.append(node("Para", notes))
            notes = []
        done.append(block)
    return done if not notes else [*done, node("Para", notes)]


def _breakable(text: str) -> str:
    """Words too long for a column, addresses above all, get places where they may break."""
    return re.sub(rf"[^\s\u00a0-]{{{LONG_WORD},}}", _split, text)


def _split(word: re.Match[str]) -> str:
    return re.sub(rf"([^/.?&=_]{{1,{STEP}}}[/.?&=_]*|[/.?&=_]+)(?=.)", rf"\1{ZERO_WIDTH}", word.group(0))

"""What a preview and a report say: losses and notices in words, parts as they will be read."""

import re
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from documents.drafts.models import Part
from documents.drafts.rights import rights_by_part
from documents.imports import wording
from documents.imports.choices import Choices
from documents.imports.marks import without_marks
from documents.imports.models import ImportReport, StagedImport
from documents.imports.splitting import BOLD
from documents.rendering import rendered
from kes.access import Visitor
from kes.markup import TooComplex, plain_html

MOST_CHANGES = 50
_SIGNS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[\^[^\]]*\]:?|\]\([^)]*\)|[|*`#>\[]+|-{3,}|^\s*- ", re.MULTILINE)


def told(staged: StagedImport, choices: Choices) -> dict[str, Any]:
    """Context of the preview."""
    return account(staged) | {
        "readings": [(name, _reading(name, staged), name == choices.reading) for name in choices.readings],
        "levels": [
            {"level": level, "label": _level(level), "count": count, "chosen": level == choices.level}
            for level, count in choices.levels
        ],
        "rows": [(row, _start(row.text)) for row in choices.rows],
        "comments": [comment for comment in staged.comments if comment["answers"] is None],
        "changes": staged.changes[:MOST_CHANGES],
        "more_changes": max(0, len(staged.changes) - MOST_CHANGES),
        "words": sum(row.words for row in choices.rows),
    }


def account(source: StagedImport | ImportReport) -> dict[str, Any]:
    """What was lost, in words with counts and places; notices about the reading."""
    losses = [
        {"label": wording.finding(kind["kind"]), "count": kind["count"], "places": kind["places"],
         "words": kind["kind"] == "lost_words"}
        for kind in source.findings
    ]  # fmt: skip
    return {"losses": losses, "notices": [wording.notice(kind, detail) for kind, detail in source.notices]}


def targets(visitor: Visitor, staged: StagedImport) -> list[Part]:
    """Chapters whose text the visitor may replace."""
    assert staged.document is not None
    parts = [part for part in staged.document.parts.defer("text", "html") if not part.closed]
    rights = rights_by_part(visitor, staged.document, parts)
    return [part for part in parts if "edit_draft" in rights[part.pk]]


def preview_html(staged: StagedImport, choices: Choices) -> list[tuple[str, str]]:
    """(title, safe HTML) of the parts as they will be read."""
    return [(piece.title, _html(staged, piece.text, number)) for number, piece in enumerate(choices.taken, 1)]


def picture_type(content: bytes) -> str:
    signs = {b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}
    return next(kind for sign, kind in signs.items() if content.startswith(sign))


def _html(staged: StagedImport, text: str, number: int) -> str:
    plain = without_marks(text)
    try:
        html = rendered(plain, f"c{number}").html
    except TooComplex:
        html = plain_html(plain)
    for picture in staged.pictures.only("key", "staged"):
        address = reverse("documents:import_picture", args=[staged.pk, picture.key])
        html = html.replace(f'src="/files/{picture.key}"', f'src="{address}"')
    return mark_safe(html)  # noqa: S308 - made by kes.markup


def _reading(name: str, staged: StagedImport) -> str:
    if name == "suggested" and "suggested_rejecting" in staged.texts:
        return _("Turn them into suggestions, accept those that cannot be")
    return {
        "suggested": _("Turn them into suggestions"),
        "suggested_rejecting": _("Turn them into suggestions, reject those that cannot be"),
        "accepted": _("Accept all tracked changes"),
        "rejected": _("Reject all tracked changes"),
        "cleaned": _("Join lines into paragraphs"),
        "raw": _("Keep the lines as they are"),
    }[name]


def _level(level: int) -> str:
    if level == 0:
        return _("Not divided")
    return _("At bold lines") if level == BOLD else _("At headings of level %(level)s") % {"level": level}


def _start(text: str) -> str:
    words = _SIGNS.sub(" ", re.sub(r"\\(.)", r"\1", without_marks(text)))
    return " ".join(words.split())[:160]

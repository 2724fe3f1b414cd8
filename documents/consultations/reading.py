"""The text of a consultation: the frozen version, each passage with a link to the form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.template.loader import select_template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from documents.consultations.models import Consultation

# The links that documents/rendering.py puts at the end of each passage; typed text cannot look like one.
_ANCHOR = re.compile(r'<a class="anchor" href="#([^"]+)" aria-label="[^":]*: ?([^"]*)"></a>')


@dataclass(frozen=True)
class Chapter:
    position: int
    title: str
    toc: list[list[Any]]
    html: SafeString
    link: SafeString  # to remark on the chapter as a whole


def chapters(consultation: Consultation) -> Iterator[Chapter]:
    """With links to the form while remarks are taken, without them after."""
    address = reverse("documents:new_remark", args=[consultation.slug])
    for part in consultation.version.parts.defer("text", "blocks"):
        html, link = _ANCHOR.sub("", part.html), SafeString()
        if consultation.takes_remarks:
            html = _ANCHOR.sub(lambda found: _link(address, found[1], found[2]), part.html)
            link = mark_safe(_link(address, f"c{part.position}", conditional_escape(part.heading)))  # noqa: S308
        yield Chapter(part.position, part.heading, part.toc, mark_safe(html), link)  # noqa: S308  rendered by kes.markup


def default_clause() -> str:
    """The clause that a new consultation begins with; square brackets wait to be filled in."""
    names = [
        f"documents/consultations/clause.{settings.LANGUAGE_CODE[:2]}.txt",
        "documents/consultations/clause.en.txt",
    ]
    return str(select_template(names).render()).strip()


def _link(address: str, block: str, words: str) -> str:
    """`words` are escaped already. The link has no text of its own, so offsets of a selection stay right."""
    href = f"{address}?{urlencode({'block': block})}"
    icon = '<svg class="icon" aria-hidden="true"><use href="#i-remark"/></svg>'
    start = format_html(
        '<a class="para-link" href="{}" data-block="{}" aria-label="{}: ',
        href,
        block,
        _("Leave a remark here"),
    )
    return f'{start}{words}">{icon}</a>'

"""The text as one HTML file that needs nothing else: styles and pictures inside, no script."""

import re
from base64 import b64encode
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from documents.exports.pictures import pictures_in
from documents.exports.sources import Source
from documents.reading.scan import TAG, name_of
from kes.publishing import Picture
from kes.publishing.typography import hold_spaces, set_signs

_STYLE = Path(__file__).with_name("page.css")
_ANCHOR = re.compile(r'<a class="anchor"[^>]*></a>')
_IMAGE = re.compile(r'(<img\b[^>]* src=")(/files/[^"]*)(")')
CODE = {"pre", "code"}


def to_html(source: Source) -> bytes:
    pictures = pictures_in(source.document, [chapter.html for chapter in source.chapters])
    chapters = [(chapter, _finished(chapter.html, pictures)) for chapter in source.chapters]
    context = {
        "source": source,
        "language": settings.LANGUAGE_CODE,
        "chapters": [(one, mark_safe(html)) for one, html in chapters],  # noqa: S308  rendered by kes.markup
        "style": mark_safe(_STYLE.read_text(encoding="utf-8")),  # noqa: S308  our own file
    }
    return render_to_string("documents/exports/page.html", context).encode()


def _finished(html: str, pictures: dict[str, Picture]) -> str:
    html = _ANCHOR.sub("", html).replace(' loading="lazy"', "")
    html = _IMAGE.sub(lambda found: f"{found[1]}{_inside(found[2], pictures)}{found[3]}", html)
    return _set(html)


def _inside(address: str, pictures: dict[str, Picture]) -> str:
    picture = pictures.get(address)
    return f"data:{picture.kind};base64,{b64encode(picture.content).decode()}" if picture else "data:,"


def _set(html: str) -> str:
    """Typography of everything that is read, not of code."""
    tokens = TAG.split(html)
    inside = 0
    for place, token in enumerate(tokens):
        if token.startswith("<"):
            inside += (name_of(token) in CODE) * (-1 if token.startswith("</") else 1)
        elif not inside:
            tokens[place] = hold_spaces(set_signs(token, settings.LANGUAGE_CODE), settings.LANGUAGE_CODE)
    return "".join(tokens)

"""Pieces of the pages of consultations."""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe

from kes.markup import TooComplex, plain_html, render

register = template.Library()


@register.inclusion_tag("documents/consultations/_clause.html")
def clause(text: str) -> dict[str, SafeString]:
    """The information clause, folded; Markdown."""
    return {"html": _html(text)}


@lru_cache(maxsize=64)
def _html(text: str) -> SafeString:
    try:
        html = render(text, profile="post").html
    except TooComplex:
        html = plain_html(text)
    return mark_safe(html)  # noqa: S308  made by kes.markup

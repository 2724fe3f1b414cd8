"""Pieces of the pages of consultations."""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe

from groups.threads.text import to_html

register = template.Library()


@register.inclusion_tag("documents/consultations/_clause.html")
def clause(text: str) -> dict[str, SafeString]:
    """The information clause, folded; Markdown."""
    return {"html": _html(text)}


@lru_cache(maxsize=64)
def _html(text: str) -> SafeString:
    return mark_safe(to_html(text))  # noqa: S308  made by kes.markup

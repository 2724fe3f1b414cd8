"""The pieces of the interface that templates ask for by name: icons, avatars, pills, fields, crumbs."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()

HUES = 8


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A symbol of `_components/_sprite.html`; decorative unless it carries a label."""
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="#i-{}"/></svg>', label, name
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def avatar(person: object, size: str = "") -> SafeString:
    """Initials on one of eight colours; the name itself must stand beside it. `size`: small or large."""
    modifier = f" avatar--{size}" if size else ""
    return format_html(
        '<span class="avatar hue-{}{}" aria-hidden="true">{}</span>',
        hue_of(getattr(person, "pk", None) or str(person)),
        modifier,
        initials(name_of(person)),
    )


@register.simple_tag
def pill(text: str, tone: str = "", symbol: str = "") -> SafeString:
    """A status in words; tones: accent, good, attention, danger, quiet (none is neutral)."""
    picture = icon(symbol) if symbol else ""
    return format_html('<span class="pill" data-tone="{}">{}{}</span>', tone, picture, text)


@register.simple_block_tag
def breadcrumb(content: str) -> SafeString:
    """The way back, around `crumb` tags."""
    return format_html(
        '<nav class="breadcrumb" aria-label="{}"><ol>{}</ol></nav>', gettext("You are here"), content
    )


@register.simple_tag
def crumb(label: str, name: str = "", *args: Any) -> SafeString:
    """One step: a label and the URL name (with arguments) it leads to; without a name, the page itself."""
    if not name:
        return format_html('<li><span aria-current="page">{}</span></li>', label)
    return format_html('<li><a href="{}">{}</a></li>', reverse(name, args=args), label)


@register.inclusion_tag("_components/_empty.html")
def empty(symbol: str, title: str, text: str = "", url: str = "", label: str = "") -> dict[str, str]:
    """An empty place: what would be here, why it is not, and what to do."""
    return {"symbol": symbol, "title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("_components/_field.html")
def field(
    bound: BoundField, cards: bool = False, grow: bool = True, help: str | None = None
) -> dict[str, object]:
    """A form field with label, help and errors; `cards` draws choices as cards; `help` replaces the text."""
    attrs = bound.field.widget.attrs
    if grow and bound.widget_type == "textarea":
        attrs.setdefault("data-grow", "")
    if attrs.get("placeholder") == bound.label:
        del attrs["placeholder"]
    if help is not None:
        bound.help_text = help
    return {"bound": bound, "kind": _kind(bound), "cards": cards}


@register.inclusion_tag("_components/_fields.html")
def fields(form: BaseForm) -> dict[str, object]:
    """A whole form: error summary, visible fields, hidden fields."""
    return {"form": form, "has_required": any(bound.field.required for bound in form.visible_fields())}


@register.inclusion_tag("_components/_error_summary.html")
def error_summary(form: BaseForm) -> dict[str, BaseForm]:
    """The list of errors at the top of a form, each linked to its field."""
    return {"form": form}


def name_of(person: object) -> str:
    """The displayed name of a user, or the string itself."""
    return str(getattr(person, "name", "") or person)


def initials(name: str) -> str:
    """First letters of the first and the last word: Anna Maria Kowalska is AK."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper() or "?"


def hue_of(key: object) -> int:
    """The colour (0-7) of a person: by primary key, or by the letters of a name."""
    return key % HUES if isinstance(key, int) else sum(str(key).encode()) % HUES


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, CheckboxInput):
        return "check"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    return "group" if bound.use_fieldset else "plain"

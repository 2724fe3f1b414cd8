"""The allow-list: what may be in HTML that people caused. Nothing else is let through, ever."""

import re

import nh3

TAGS = {
    "a", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img",
    "li", "ol", "p", "pre", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ALIGNED = {"align-left", "align-center", "align-right"}
CLASSES = {"a": {"footnote-ref", "footnote-backref"}, "div": {"footnote"}, "td": ALIGNED, "th": ALIGNED}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "th": {"scope"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

# Values that must have one exact shape; ids are those of footnotes, rewritten afterwards (annotate.py).
SHAPES = {
    "id": re.compile(r"fn(ref\d*)?:.+", re.DOTALL),
    "href": re.compile(r"(?i:https?:|mailto:|tel:).*|[^:/?#]*([/?#].*)?", re.DOTALL),
    "src": re.compile(r"/files/(?!.*\.\.)[\w./-]+"),
    "start": re.compile(r"\d{1,9}"),
    "scope": re.compile(r"col"),
}


def sanitize(html: str) -> str:
    return _cleaner.clean(html)


def _well_shaped(tag: str, name: str, value: str) -> str | None:
    shape = SHAPES.get(name)
    return value if shape is None or shape.fullmatch(value) else None


_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    attribute_filter=_well_shaped,
    link_rel="nofollow noopener",
    set_tag_attribute_values={"img": {"loading": "lazy"}},
    url_schemes=SCHEMES,
)

"""What happens to the text of a post: Markdown to HTML, and a post to a quotation."""

from django.utils.translation import gettext as _

from groups.threads.models import Post
from kes.markup import Labels, TooComplex, plain_html, render


def to_html(body: str) -> str:
    """Safe HTML; a text that Markdown cannot manage in time is shown as it was typed."""
    try:
        return render(body, profile="post", labels=labels()).html
    except TooComplex:
        return plain_html(body)


def quotation(post: Post) -> str:
    """The post as a Markdown quotation that names its author and number, ready for an answer below it."""
    lines = [f"**{post.writer}**, #{post.number}:", "", *post.body.strip().splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def labels() -> Labels:
    return Labels(footnotes=_("Footnotes"), back=_("Back to the text"), table=_("Table"))

"""What a comment says: Markdown to safe HTML, and who is named in it."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from kes.accounts.models import User
from kes.markup import Labels, TooComplex, plain_html, render

LONGEST = 20_000  # characters


def to_html(body: str, named: Iterable[User] = ()) -> str:
    """Safe HTML; people who are named stand out."""
    marked = body
    for name in {str(user) for user in named}:
        marked = re.sub(rf"@{re.escape(name)}(?!\w)", f"**@{name}**", marked)
    labels = Labels(footnotes=_("Footnotes"), back=_("Back to the text"), table=_("Table"))
    try:
        return render(marked, profile="post", labels=labels).html
    except TooComplex:
        return plain_html(body)


def named_in(body: str, people: Iterable[User]) -> list[User]:
    """Those of `people` whose full name stands behind an @; the longer of two names is meant."""
    found: list[User] = []
    rest = body
    for user in sorted(people, key=lambda user: -len(str(user))):
        name = re.compile(rf"@{re.escape(str(user))}(?!\w)")
        if name.search(body):
            rest_without = name.sub("", rest)
            if rest_without != rest or any(str(user) == str(other) for other in found):
                found.append(user)
            rest = rest_without
    return found

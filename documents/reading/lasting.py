"""Addresses of headings that last: by name instead of place, and by every name a heading ever had.

`#c2-h1` is the first heading of whatever chapter is the second one; `#t-potrzeby` stays with its heading.
"""

import re
from collections.abc import Mapping, Sequence

from documents.reading.model import Whole

PREFIX = "t-"  # no id of a page begins so
Names = Mapping[str, Sequence[str]]

_HEADING = re.compile(r'<h[1-6] id="([^"]*)">')
_LINK = re.compile(r'(<a class="anchor" href="#)([^"]*)"')


def addresses(whole: Whole) -> Names:
    """By the id of what they lead to, the present one first. A name that may change hands is none."""
    found: dict[str, list[str]] = {}
    for target in whole.targets:
        if target.mark:
            found[target.id] = [PREFIX + target.slug]
    for name, target in whole.known.items():
        if target.mark and name != target.slug:
            found[target.id].append(PREFIX + name)
    return found


def with_addresses(html: str, names: Names) -> str:
    """A heading lets itself be found under all of them, and its own link says the present one."""

    def findable(heading: re.Match[str]) -> str:
        places = "".join(f'<span class="place" id="{name}"></span>' for name in names.get(heading[1], ()))
        return heading[0] + places

    def link(anchor: re.Match[str]) -> str:
        return f'{anchor[1]}{next(iter(names.get(anchor[2], ())), anchor[2])}"'

    return _LINK.sub(link, _HEADING.sub(findable, html))

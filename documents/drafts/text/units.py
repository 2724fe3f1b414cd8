"""UTF-16 units: the lengths and positions of Yjs, CodeMirror and JavaScript.

Inside the engine a text is kept "in units": every character beyond U+FFFF stands as its two surrogates, so
that len() and slices of a Python string count what Yjs counts.
"""

import re

REPLACEMENT = "\ufffd"

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_units(text: str) -> str:
    if text.isascii() or _ASTRAL.search(text) is None:
        return text
    return _ASTRAL.sub(lambda found: "".join(_halves(ord(found[0]) - 0x10000)), text)


def _halves(rest: int) -> tuple[str, str]:
    return chr(0xD800 + (rest >> 10)), chr(0xDC00 + (rest & 0x3FF))


def from_units(units: str) -> str:
    if units.isascii() or _SURROGATE.search(units) is None:
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def cut(units: str, offset: int) -> tuple[str, str]:
    """Both halves; a surrogate pair torn apart leaves a replacement character on each side, as in Yjs."""
    left, right = units[:offset], units[offset:]
    if left and "\ud800" <= left[-1] <= "\udbff":
        return left[:-1] + REPLACEMENT, REPLACEMENT + right[1:]
    return left, right


def unit_length(text: str) -> int:
    return len(to_units(text))


def unit_index(text: str, index: int) -> int:
    """The position in UTF-16 units of Python's `index` in `text`."""
    return unit_length(text[:index])


def python_index(text: str, unit: int) -> int:
    """Python's index of the position `unit`; inside a surrogate pair: the index of its character."""
    units = to_units(text)
    if 0 < unit < len(units) and "\udc00" <= units[unit] <= "\udfff":
        unit -= 1
    return len(from_units(units[:unit]))

"""The encoding of a text file: what it says, else what makes Polish of it."""

import codecs
import re
import unicodedata

from kes.intake.result import Refusal

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NAMES = {
    "utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32", "utf-32-be": "UTF-32",
    "cp1250": "Windows-1250", "iso8859-2": "ISO-8859-2", "cp852": "CP852",
}  # fmt: skip
POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
TYPOGRAPHY = frozenset("„”–—…’§°€«»\u00a0×•²³½±")
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})|<\?xml[^>]{0,100}encoding=["']([\w-]{3,20})""",
    re.I,
)


def decoded(raw: bytes, *, html: bool = False) -> tuple[str, str]:
    """The text and the name of its encoding; raises Refusal for what is no text."""
    for bom, name in BOMS:
        if raw.startswith(bom):
            return _checked(raw[len(bom) :].decode(name, "replace"), 8), NAMES[name]
    if b"\0" in raw:
        return _without_mark(raw)
    try:
        return raw.decode("utf-8"), NAMES["utf-8"]
    except UnicodeDecodeError:
        return _one_byte(raw, _declared(raw) if html else "")


def _without_mark(raw: bytes) -> tuple[str, str]:
    """UTF-16 without its mark has zeros at every second place of plain letters."""
    sample = raw[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) // 5 or min(even, odd) > len(sample) // 50:
        raise Refusal("binary")
    name = "utf-16-le" if odd > even else "utf-16-be"
    return _checked(raw.decode(name, "replace"), 0), NAMES[name]


def _checked(text: str, allowed: int) -> str:
    if text.count("\ufffd") > allowed + len(text) // 1000 or text.count("\0") > allowed:
        raise Refusal("binary")
    return text


def _one_byte(raw: bytes, declared: str) -> tuple[str, str]:
    controls = sum(raw.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13))
    if controls > len(raw) // 200:
        raise Refusal("binary")
    if declared in NAMES:
        return raw.decode(declared, "replace"), NAMES[declared]
    readings = [(raw.decode(name, "replace"), name) for name in ("cp1250", "iso8859-2", "cp852")]
    text, name = max(readings, key=lambda reading: _score(reading[0]))
    return text, NAMES[name]


def _score(text: str) -> int:
    """Polish letters speak for an encoding, strange signs against it."""
    score = 0
    for sign in set(text):
        if sign in POLISH:
            score += 3 * text.count(sign)
        elif ord(sign) > 127 and sign not in TYPOGRAPHY:
            score -= (6 if unicodedata.category(sign) in ("Cc", "Cn", "So", "Sk") else 2) * text.count(sign)
    return score


def _declared(raw: bytes) -> str:
    found = _DECLARED.search(raw[:4096])
    try:
        return codecs.lookup((found.group(1) or found.group(2)).decode("ascii")).name if found else ""
    except LookupError:
        return ""

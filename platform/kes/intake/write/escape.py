"""Words that look like Markdown stay words."""

import re

from kes.intake.result import MARK

ADDRESS = re.compile(r"\bhttps?://[^\s<>]+|\bwww\.[^\s<>]+\.[^\s<>]+")

ENTITIES = {"~": "&#126;", "=": "&#61;", ":": "&#58;"}  # signs that a backslash does not protect
_SIGNS = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_TAG = re.compile(r"<(?=br\s*/?>|https?:|mailto:|[\w.+-]+@)", re.IGNORECASE)
_START = re.compile(
    rf"^((?:{MARK}|[ \t])*)"
    r"(?:([#+-](?=[ \t]|$|[#>+-])|>)|(:)(?=\s)|(\d{1,9})(\.)(?=\s|$)|(=+|-{2,})(?=\s*$)|(~~~)|(\|))"
)


def escape(text: str) -> str:
    """Any words between two marks; addresses stay whole, they become links by themselves."""
    done, last = [], 0
    for found in ADDRESS.finditer(text):
        done += [_words(text[last : found.start()]), found.group(0)]
        last = found.end()
    return "".join([*done, _words(text[last:])])


def escape_start(line: str) -> str:
    """A line of a paragraph that begins like a heading, a list, a quote, a rule or a table."""
    found = _START.match(line)
    if not found:
        return line
    cut = found.end(4) if found.group(4) else found.end(1)
    sign = ENTITIES.get(line[cut], f"\\{line[cut]}")
    return f"{line[:cut]}{sign}{line[cut + 1 :]}"


def escape_cell(text: str) -> str:
    return text.replace("|", "\\|")


def _words(text: str) -> str:
    text = _ENTITY.sub("&amp;", _SIGNS.sub(r"\\\g<0>", text))
    return _TAG.sub("&lt;", text).replace("~~", "&#126;&#126;")

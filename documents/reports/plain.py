"""Plain text as Markdown that shows it letter by letter: a remark's asterisks are asterisks."""

import re

# Signs that may mean something anywhere, and marks of lists and headings at the beginning of a paragraph.
_SIGNS = re.compile(r"[*_`~\[\]<>&#\\|:@!^$={}]|(?<=www)\.")
_MARK = re.compile(r"^(\d{1,9}[a-z]{0,3}|[A-Za-z]{1,2}|)([.)+–—•-])")


def literal(text: str) -> str:
    """Signs become character references, single line ends become <br>, empty lines divide paragraphs."""
    paragraphs = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    return "\n\n".join(filter(None, map(_paragraph, paragraphs)))


def words(text: str) -> str:
    """The same inside of a line."""
    return _SIGNS.sub(_reference, " ".join(text.split()))


def _paragraph(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    safe = [_SIGNS.sub(_reference, line) for line in lines if line]
    if safe:
        safe[0] = _MARK.sub(lambda found: found[1] + _reference(found, 2), safe[0])
    return "<br>".join(safe)


def _reference(found: re.Match[str], group: int = 0) -> str:
    return f"&#{ord(found[group])};"

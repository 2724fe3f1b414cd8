"""Tracked changes in a finished DOCX that pandoc has no words for: paragraphs that come or go as a whole."""

import re
from itertools import count

PARAGRAPH = re.compile(r"<w:p\b[^>]*>.*?</w:p>", re.DOTALL)
_CHANGE = re.compile(r'(<w:(?:ins|del)\b[^>]*?w:id=")\d+(")')


def whole(xml: str, kind: str, about: str) -> str:
    """The paragraph's own mark comes ("ins") or goes ("del"), too: without it an empty line would be left.

    `about` are the attributes that tell who and when.
    """
    mark = f'<w:rPr><w:{kind} w:id="0" {about}/></w:rPr>'
    if "</w:pPr>" in xml:
        return xml.replace("</w:pPr>", f"{mark}</w:pPr>", 1)
    return re.sub(r"(<w:p\b[^>]*>)", rf"\1<w:pPr>{mark}</w:pPr>", xml, count=1)


def numbered(xml: str) -> str:
    """Every tracked change with a number of its own."""
    numbers = count(1)
    return _CHANGE.sub(lambda mark: f"{mark[1]}{next(numbers)}{mark[2]}", xml)

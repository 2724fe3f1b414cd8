"""Markdown and plain text: the encoding found out, line ends made one, nothing else touched."""

import re
import unicodedata

from kes.intake import pdf_text
from kes.intake.encodings import decoded
from kes.intake.result import Finding, Intake, Refusal
from kes.intake.tally import Tally
from kes.intake.write.escape import escape, escape_start

LONGEST = 5_000_000
_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u200b\u2060\ufeff\ue000-\ue007\ufffe\uffff]")
_FRONT = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_TAG = re.compile(r"<(?!br\s*/?>|https?:|mailto:)/?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_PICTURE = re.compile(r"!\[[^\]]*\]\((?!/files/)[^)]*\)")
_HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


def read_markdown(content: bytes, name: str) -> Intake:
    text, notices = _text(content)
    title = ""
    if front := _FRONT.match(text):
        found = _TITLE.search(front.group(1))
        title = found.group(1) if found else ""
        text = text[front.end() :]
    return Intake(
        "markdown",
        title,
        {"accepted": text.strip("\n") + "\n"},
        notices,
        _lossy(text, bool(front and not title)),
    )


def read_text(content: bytes, name: str) -> Intake:
    """Plain text with headings of Markdown is Markdown; lines that a page has cut can be joined."""
    text, notices = _text(content)
    if _HEADING.search(text):
        return Intake("markdown", "", {"accepted": text.strip("\n") + "\n"}, notices)
    raw = as_markdown(text)
    if pdf_text.is_wrapped(text):
        return Intake(
            "text", "", {"cleaned": pdf_text.cleaned(text), "raw": raw}, [*notices, ("wrapped", "")]
        )
    return Intake("text", "", {"accepted": raw}, notices)


def as_markdown(text: str) -> str:
    """The words as they stand: each line its own, blank lines between paragraphs."""
    paragraphs = [
        block.split("\n") for block in re.split(r"\n[ \t]*\n", text.replace("\f", "\n\n")) if block.strip()
    ]
    made = [
        "  \n".join(escape_start(escape(line.strip())) for line in lines if line.strip())
        for lines in paragraphs
    ]
    return "\n\n".join(made) + "\n"


def _text(content: bytes) -> tuple[str, list[tuple[str, str]]]:
    text, encoding = decoded(content)
    text = re.sub(r"\r\n?|[\u2028\u2029\u0085]", "\n", text)
    text = unicodedata.normalize("NFC", _UNFIT.sub("", text))
    if not text.strip():
        raise Refusal("empty")
    if len(text) > LONGEST:
        raise Refusal("too_much_text")
    return text, [("encoding", encoding)] if encoding != "UTF-8" else []


def _lossy(text: str, front: bool) -> list[Finding]:
    tally = Tally()
    if front:
        tally.note("front_matter")
    plain = _FENCED.sub("", text)
    if tags := _TAG.findall(plain):
        tally.note("html_tag", len(tags))
    if pictures := _PICTURE.findall(plain):
        tally.note("outer_picture", len(pictures))
    return tally.findings()

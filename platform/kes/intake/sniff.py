"""What kind of file this is, by its bytes and parts; the name decides only between kinds of text."""

import re
from pathlib import PurePath

from kes.intake.archive import Archive
from kes.intake.result import Refusal

LARGEST = 20 * 1024 * 1024
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKDOWN = {".md", ".markdown", ".mdown", ".mkd"}
_HTML = re.compile(rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*")


def sniff(content: bytes, name: str) -> str:
    """docx, odt, html, markdown or text; raises Refusal for everything else."""
    if len(content) > LARGEST:
        raise Refusal("too_large", megabytes=LARGEST // 1024**2)
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Refusal("empty")
    if content.startswith(b"PK"):
        return _archive(Archive(content))
    _refuse_others(content)
    suffix = PurePath(name.lower()).suffix
    if suffix in (".html", ".htm", ".xhtml") or _HTML.match(content[:4096].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    return "markdown" if suffix in MARKDOWN else "text"


def _refuse_others(content: bytes) -> None:
    if content.startswith(OLD):
        raise Refusal("password" if "EncryptedPackage".encode("utf-16-le") in content else "old_word")
    if content.lstrip()[:5] == b"{\\rtf":
        raise Refusal("rtf")
    if b"%PDF-" in content[:1024]:
        raise Refusal("pdf")
    if content.startswith(_PICTURES):
        raise Refusal("picture")


def _archive(archive: Archive) -> str:
    if "word/document.xml" in archive or WORD.encode() in archive.read("[Content_Types].xml"):
        return "docx"
    mimetype = archive.read("mimetype")[:200].decode("ascii", "replace").strip()
    if mimetype.startswith("application/vnd.oasis.opendocument.text"):
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise Refusal("password")
        return "odt"
    if any(name.startswith(("xl/", "ppt/")) for name in archive.names) or "opendocument" in mimetype:
        raise Refusal("not_text")
    raise Refusal("zip")

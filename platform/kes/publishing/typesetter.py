"""Runs Typst in a process of its own: a document as JSON on standard input, a PDF on standard output.

A process for each document, because Typst keeps what it has computed: a report of a thousand rows leaves
400 MB behind. Run as a file; it knows nothing of the rest of the package.

Nothing people wrote is Typst source: the template reads the tree as data and shows each text as a string.
Only the fonts inside Typst are used, so that a publication looks the same wherever it is made.
"""

import json
import re
import resource
import sys
import tempfile
import unicodedata
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

MEMORY_BYTES = 3 << 30
REFUSED = 3  # exit code; the reason is on standard error
ROUNDS = 3

Change = Callable[[str], str]

_TEMPLATE = Path(__file__).with_name("publication.typ")
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    with suppress(OSError):  # where memory ends, this process is to go, not the one that asked for the file
        Path("/proc/self/oom_score_adj").write_text("1000")
    document = json.load(sys.stdin.buffer)
    created = datetime.fromisoformat(document.pop("created"))
    with tempfile.TemporaryDirectory(prefix="kes-typeset-") as folder:
        _put_aside(document["blocks"], Path(folder), {})
        try:
            sys.stdout.buffer.write(_typeset(document | {"folder": folder}, created))
        except typst.TypstError as error:
            sys.stderr.write(error.message)
            return REFUSED
    return 0


def _put_aside(tree: Any, folder: Path, known: dict[str, str]) -> None:
    """Pictures become files, since Typst reads them from there; the tree keeps their names."""
    if isinstance(tree, list):
        for part in tree:
            _put_aside(part, folder, known)
    elif isinstance(tree, dict) and tree["t"] == "Image":
        address = tree["c"][2][0]
        kind, _, content = address.partition(";base64,")
        name = known.setdefault(address, f"{len(known)}.{kind.rpartition('/')[2]}")
        (folder / name).write_bytes(b64decode(content))
        tree["c"][2] = [f"/{name}", ""]
    elif isinstance(tree, dict):
        _put_aside(tree.get("c"), folder, known)


def change_texts(tree: Any, change: Change) -> Any:
    """The same tree with each text changed; kinds of nodes and addresses of links stay."""
    if isinstance(tree, str):
        return change(tree)
    if isinstance(tree, list):
        return [change_texts(part, change) for part in tree]
    if not isinstance(tree, dict):
        return tree
    if tree.get("t") in ("Link", "Image"):
        attributes, inlines, target = tree["c"]
        return {"t": tree["t"], "c": [attributes, change_texts(inlines, change), target]}
    if tree.get("t") in ("Header", "Figure", "Table"):
        place = 1 if tree["t"] == "Header" else 0  # where the attributes are, with the id
        parts = [part if n == place else change_texts(part, change) for n, part in enumerate(tree["c"])]
        return {"t": tree["t"], "c": parts}
    return {name: part if name == "t" else change_texts(part, change) for name, part in tree.items()}


def _typeset(document: dict[str, Any], created: datetime) -> bytes:
    """PDF/UA forbids to print a sign that no font has: its name is printed instead, "[grinning face]"."""
    for _ in range(ROUNDS):
        try:
            return _compile(document, created)
        except typst.TypstError as error:
            missing = _missing(error)
            if not missing:
                raise
            document |= {"blocks": _named(document["blocks"], missing)}
            document |= {name: _named(value, missing) for name, value in document.items() if name != "blocks"}
    common = re.compile(r"[^ -\u024f\u0370-\u04ff\u2010-\u203a]")
    return _compile(change_texts(document, lambda text: common.sub("?", text)), created)


def _compile(document: dict[str, Any], created: datetime) -> bytes:
    return typst.compile(
        _TEMPLATE.read_bytes(),
        root=document["folder"],
        sys_inputs={"document": json.dumps(document)},
        font_paths=typst.Fonts(include_system_fonts=False),
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=created,
    )


def _missing(error: typst.TypstError) -> set[str]:
    named = _MISSING.findall(error.diagnostic) + _MISSING.findall(error.message)
    return set("".join(_CODE.sub(lambda code: chr(int(code.group(1), 16)), text) for text in named))


def _named(tree: Any, missing: set[str]) -> Any:
    names = {ord(sign): f"[{_name(sign)}]" for sign in missing}
    return change_texts(tree, lambda text: text.translate(names))


def _name(sign: str) -> str:
    return unicodedata.name(sign, f"U+{ord(sign):04X}").lower()


if __name__ == "__main__":
    sys.exit(main())

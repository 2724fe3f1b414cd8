"""Pictures of a file: taken out of the archive or of a data address, each under a key of its own."""

import base64
import binascii
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import unquote
from uuid import uuid4

from kes.intake.result import Picture

MOST = 300
LARGEST = 15 * 1024 * 1024
WHOLE = 80 * 1024 * 1024
_DATA = re.compile(r"data:image/[\w.+-]+(?:;[\w=-]+)*;base64,(.*)", re.DOTALL | re.IGNORECASE)
KNOWN = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")


class Pictures:
    """`find` gives the bytes behind an address of the file, b"" for what is not in it."""

    def __init__(self, find: Callable[[str], bytes]) -> None:
        self._find = find
        self._kept: dict[str, Picture] = {}
        self._size = 0

    @property
    def kept(self) -> list[Picture]:
        return list(self._kept.values())

    def take(self, address: str, alt: str) -> str:
        """The key for the text; "" when there is no picture that a page could show."""
        if address not in self._kept:
            content = _in_address(address) or self._find(address)
            room = len(self._kept) < MOST and self._size + len(content) <= WHOLE
            if not content.startswith(KNOWN) or len(content) > LARGEST or not room:
                return ""
            self._size += len(content)
            name = PurePosixPath(address).name[:100] if not address.startswith("data:") else ""
            self._kept[address] = Picture(str(uuid4()), name, alt, content)
        return self._kept[address].key


def in_archive(folder: str, read: Callable[[str], bytes]) -> Callable[[str], bytes]:
    def find(address: str) -> bytes:
        name = unquote(address).removeprefix("./")
        return read(name) or read(f"{folder}{name}")

    return find


def _in_address(address: str) -> bytes:
    found = _DATA.match(address)
    if not found:
        return b""
    try:
        return base64.b64decode(unquote(found.group(1)), validate=False)
    except (binascii.Error, ValueError):
        return b""

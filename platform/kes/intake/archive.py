"""Office files are zip archives: looked at before anything is unpacked, since they may be bombs or traps."""

import io
import zipfile
import zlib

from kes.intake.result import Refusal

MOST_ENTRIES = 5000
LARGEST_PART = 64 * 1024 * 1024
LARGEST_WHOLE = 200 * 1024 * 1024
RATIO = 200  # XML packs well, but not a thousand times
FREE = 8 * 1024 * 1024  # no question about the ratio of what is small


class Archive:
    """Raises Refusal for what is no sound archive; `read` never gives more than was promised."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except (
            zipfile.BadZipFile,
            ValueError,
            OverflowError,
            NotImplementedError,
            EOFError,
            OSError,
        ) as error:
            raise Refusal("broken") from error
        self.names = [entry.filename for entry in entries]
        _check(entries)
        self._entries = {entry.filename: entry for entry in entries}
        self.unpacked = sum(entry.file_size for entry in entries)  # bytes promised; `read` gives no more

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """b"" when there is no such part; a part that unpacks to more than its header says is a bomb."""
        entry = self._entries.get(name)
        if entry is None:
            return b""
        try:
            with self._zip.open(entry) as part:
                content = part.read(LARGEST_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
            ValueError,
        ) as error:
            raise Refusal("broken") from error
        if len(content) > min(entry.file_size, LARGEST_PART):
            raise Refusal("bomb")
        return content


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refusal("password")
    names = [entry.filename for entry in entries]
    if any(_leads_outside(name) for name in names) or len(set(names)) != len(names):
        raise Refusal("trap")
    sizes = [entry.file_size for entry in entries]
    if len(entries) > MOST_ENTRIES or sum(sizes) > LARGEST_WHOLE or max(sizes, default=0) > LARGEST_PART:
        raise Refusal("bomb")
    if any(
        entry.file_size > FREE and entry.file_size > RATIO * max(entry.compress_size, 1) for entry in entries
    ):
        raise Refusal("bomb")


def _leads_outside(name: str) -> bool:
    return (
        name.startswith(("/", "\\"))
        or ":" in name
        or ".." in name.replace("\\", "/").split("/")
        or "\0" in name
    )

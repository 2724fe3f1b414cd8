"""XML of strangers: no document types, so no entities of any kind; not too deep, not too much of it."""

from collections.abc import Callable
from xml.parsers import expat

from kes.intake.result import Refusal

DEEPEST = 400
MOST_ELEMENTS = 4_000_000
ASCII_LIKE = {"utf-8", "utf8", "us-ascii", "ascii"}

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Words = Callable[[str], None]


def _nothing(*_arguments: object) -> None:
    pass


class Guard:
    """Reads one part. Names come as `prefix:local` the way the file writes them; see `local`.

    `plain` takes nothing but UTF-8, for parts that are handed on: others may guess another encoding.
    """

    def __init__(
        self, start: Start = _nothing, end: End = _nothing, words: Words = _nothing, *, plain: bool = False
    ) -> None:
        self._start, self._end = start, end
        self._depth = self._count = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._finish
        self._parser.CharacterDataHandler = words
        self._parser.StartDoctypeDeclHandler = _refuse
        self._plain = plain
        if plain:
            self._parser.XmlDeclHandler = _refuse_encodings

    def read(self, content: bytes) -> None:
        if self._plain and b"\0" in content:  # UTF-16 and UTF-32 need no declaration, but always a zero
            raise Refusal("trap")
        try:
            self._parser.Parse(content, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise Refusal("broken") from error

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST:
            raise Refusal("too_deep")
        if self._count > MOST_ELEMENTS:
            raise Refusal("too_long")
        self._start(name, attributes)

    def _finish(self, name: str) -> None:
        self._depth -= 1
        self._end(name)


def _refuse(*_arguments: object) -> None:
    raise Refusal("trap")


def _refuse_encodings(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in ASCII_LIKE:
        raise Refusal("trap")


def local(name: str) -> str:
    """Without the prefix, which every file may choose as it likes."""
    return name.rpartition(":")[2]

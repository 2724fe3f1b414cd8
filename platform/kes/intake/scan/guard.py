"""XML of strangers: no document types, so no entities of any kind; not too deep, not too much of it."""

from collections.abc import Callable
from xml.parsers import expat

from kes.intake.result import Refusal

DEEPEST = 400
MOST_ELEMENTS = 4_000_000

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Words = Callable[[str], None]


def _nothing(*_arguments: object) -> None:
    pass


class Guard:
    """Reads one part. Names come as `prefix:local` the way the file writes them; see `local`."""

    def __init__(self, start: Start = _nothing, end: End = _nothing, words: Words = _nothing) -> None:
        self._start, self._end = start, end
        self._depth = self._count = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._finish
        self._parser.CharacterDataHandler = words
        self._parser.StartDoctypeDeclHandler = _refuse

    def read(self, content: bytes) -> None:
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

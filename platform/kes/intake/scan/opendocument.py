"""ODT looked at in the same way as DOCX (`word.py`)."""

from kes.intake.archive import Archive
from kes.intake.scan.guard import Guard
from kes.intake.scan.word import WORD, Scan

FOUND = {
    "draw:text-box": "text_box", "draw:object": "object", "draw:object-ole": "object",
    "draw:custom-shape": "shape",
    "text:soft-page-break": "", "text:page-number": "field", "text:sequence": "field",
    "text:bookmark-ref": "field",
    "text:reference-ref": "field", "text:changed-region": "accepted_change", "form:form": "form_field",
    "text:bibliography": "other", "text:alphabetical-index": "other", "office:annotation": "annotation",
}  # fmt: skip
SILENT = {"office:annotation", "text:tracked-changes", "text:note-citation", "text:index-title-template"}
LINES = {"text:p", "text:h"}


def scan(archive: Archive) -> Scan:
    done = Scan()
    for name in ("content.xml", "styles.xml", "meta.xml"):
        reader = _Content(done) if name == "content.xml" else Guard()
        if name in archive:
            reader.read(archive.read(name))
    if any(name.startswith(("Basic/", "Scripts/")) for name in archive.names):
        done.tally.enter("")
        done.tally.note("macro")
    return done


class _Content:
    def __init__(self, done: Scan) -> None:
        self._done, self._tally, self._words = done, done.tally, done.words
        self._title = False
        self._path: list[str] = []
        self._text: list[str] = []

    def read(self, content: bytes) -> None:
        Guard(self._start, self._end, self._data).read(content)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if name == "text:p":
            self._title = attributes.get("text:style-name") == "Title" and not self._done.title
        if kind := FOUND.get(name, ""):
            self._tally.note(kind)
        if name in ("text:s", "text:tab", "text:line-break"):
            self._text.append(" ")

    def _data(self, text: str) -> None:
        if LINES & set(self._path) and not SILENT & set(self._path):
            self._text.append(text)

    def _end(self, name: str) -> None:
        self._path.pop()
        if name in LINES:
            words = "".join(self._text)
            if name == "text:h" and words.strip():
                self._tally.enter(words)
            if self._title and name == "text:p":
                self._done.title = " ".join(words.split())
            self._words.update(WORD.findall(words))
            self._text = []

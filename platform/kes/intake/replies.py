"""Which comment of a DOCX file answers which, and which are done: Word keeps that in a part of its own."""

from dataclasses import replace

from kes.intake.archive import Archive
from kes.intake.result import Comment
from kes.intake.scan.guard import Guard


def threaded(archive: Archive, comments: list[Comment]) -> list[Comment]:
    paragraphs = _Paragraphs()
    Guard(start=paragraphs.start).read(archive.read("word/comments.xml") or b"<none/>")
    extended = _Extended()
    Guard(start=extended.start).read(archive.read("word/commentsExtended.xml") or b"<none/>")
    known = {comment.key for comment in comments}
    return [_joined(comment, paragraphs.ids, extended, known) for comment in comments]


def _joined(comment: Comment, ids: dict[int, str], extended: "_Extended", known: set[int]) -> Comment:
    own = ids.get(comment.key, "")
    parent = extended.parents.get(own, "")
    above = next((key for key, id in ids.items() if parent and id == parent and key in known), None)
    return replace(comment, answers=above, done=own in extended.done)


class _Paragraphs:
    """The id of the last paragraph of each comment stands for the comment."""

    def __init__(self) -> None:
        self.ids: dict[int, str] = {}
        self._key: int | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "w:comment":
            key = attributes.get("w:id", "")
            self._key = int(key) if key.isdigit() else None
        elif name == "w:p" and self._key is not None and "w14:paraId" in attributes:
            self.ids[self._key] = attributes["w14:paraId"]


class _Extended:
    def __init__(self) -> None:
        self.parents: dict[str, str] = {}
        self.done: set[str] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "w15:commentEx":
            own = attributes.get("w15:paraId", "")
            self.parents[own] = attributes.get("w15:paraIdParent", "")
            if attributes.get("w15:done") == "1":
                self.done.add(own)

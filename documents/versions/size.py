"""How large a change is, in words."""

from collections.abc import Sequence

from documents.drafts.models import Part
from documents.drafts.text.diff import changes, words
from documents.versions.models import Version


def size_of_change(last: Version | None, parts: Sequence[Part]) -> tuple[int, int]:
    """Words added and removed since a version; all are added when there is none."""
    before = {part.part_id: part.text for part in last.parts.all()} if last else {}
    added = removed = 0
    for part in parts:
        plus, minus = _words_changed(before.pop(part.pk, ""), part.text)
        added, removed = added + plus, removed + minus
    return added, removed + sum(len(_only_words(text)) for text in before.values())


def _words_changed(old: str, new: str) -> tuple[int, int]:
    if old == new:
        return 0, 0
    one, other = _only_words(old), _only_words(new)
    gaps = changes(one, other)
    return sum(gap[3] - gap[2] for gap in gaps), sum(gap[1] - gap[0] for gap in gaps)


def _only_words(text: str) -> list[str]:
    return [word for word in words(text) if word[0].isalnum()]

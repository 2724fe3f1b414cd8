"""The text of a shared draft: a small engine that speaks Yjs.

Everybody's browser holds a copy of the draft and changes it at once, without asking. Every character has an
id for ever: the number of the client that typed it and that client's clock. A typed run names the characters
it was put between (its origins); a deletion names the characters it removes. Whoever has the same set of
updates, got in any order and any number of times, has the same text: a run waits until its origins are there,
and runs typed at one place at one time are ordered by the same rule everywhere (YATA, as Yjs documents it).

The format is Yjs's update format v1, fenced in: one root Y.Text named "text", only strings and deletions.
Formats, embeds, maps and nested types are refused, as is everything Yjs would not have written. So the
server needs no JavaScript: it reads updates strictly (`decode`, `inspect`), joins them (`merge_batch`),
builds the text (`TextDocument`), edits it (`edit`), keeps places in it (`anchors`) and knows who typed each
character (`authorship`). Deleted characters leave only their ids.

Lengths and positions are UTF-16 units, because those of JavaScript are: "ą" counts 1, an emoji mostly 2.
`units` leads to Python's indexes and back.

Nothing here knows of Django, of the network or of the clock on the wall.
"""

from . import anchors, edit, units
from .anchors import RelativePosition, to_absolute, to_relative
from .authorship import Run, runs
from .decode import MAX_UPDATE, decode
from .document import TextDocument
from .lib0 import Malformed
from .merge import merge_batch
from .summary import Summary, inspect
from .update import MAX_CLOCK, ROOT, Struct, Update

__all__ = [
    "MAX_CLOCK",
    "MAX_UPDATE",
    "ROOT",
    "Malformed",
    "RelativePosition",
    "Run",
    "Struct",
    "Summary",
    "TextDocument",
    "Update",
    "anchors",
    "decode",
    "edit",
    "inspect",
    "merge_batch",
    "runs",
    "to_absolute",
    "to_relative",
    "units",
]

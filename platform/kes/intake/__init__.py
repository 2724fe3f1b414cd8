"""Files in: DOCX, ODT, HTML, Markdown and plain text become our Markdown, with an account of what was lost.

`kes.publishing` the other way round. What touches the bytes of strangers happens in a child process
(`child.py`), started for one file and killed when it takes too long: archives and XML are checked first
(`archive.py`, `scan/`), pandoc reads office files and HTML into its tree, and `write/` makes Markdown of the
tree. Nothing gets lost in silence: what pandoc passes over is counted by `scan/`, what our Markdown
cannot say by `write/`, and in the end the words of both sides are compared.
"""

from kes.intake.parent import read
from kes.intake.result import (
    DONE,
    END,
    MARK,
    OPEN,
    SHUT,
    TAKEN,
    Change,
    Comment,
    Finding,
    Intake,
    Picture,
    Refusal,
    Span,
    Tracked,
)
from kes.intake.sniff import LARGEST

__all__ = [
    "DONE", "END", "LARGEST", "MARK", "OPEN", "SHUT", "TAKEN",
    "Change", "Comment", "Finding", "Intake", "Picture", "Refusal", "Span", "Tracked", "read",
]  # fmt: skip

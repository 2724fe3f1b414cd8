"""The redline: two texts as one, with what was deleted and what was inserted marked word by word.

It compares what a reader sees, not its source: the safe HTML of the page is read into blocks (`blocks`),
blocks of both sides are paired, first the equal ones, then those that share most words (`align`), and inside
a pair the words are compared (`words`). Tables are compared by rows and cells, lists by items. `merge` makes
one tree of it, `chapters` says which chapters came, went, moved or got another title, `html` writes the page.

Nothing here knows of Django or of the database.
"""

from .chapters import Chapter, ChapterRedline, Redline, redline
from .html import Labels, write
from .merge import Change

__all__ = ["Change", "Chapter", "ChapterRedline", "Labels", "Redline", "redline", "write"]

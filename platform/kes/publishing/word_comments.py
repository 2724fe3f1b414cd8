"""Comments of a DOCX: ranges in the text, the comments themselves, who answers whom, what is settled."""

import re
from collections.abc import Iterator
from html import escape
from itertools import count

from kes.publishing.compose import line
from kes.publishing.package import Change
from kes.publishing.paragraphs import PARAGRAPH, numbered, whole
from kes.publishing.remarks import Entry, Proposal, Remark, Remarks, placed, stamp
from kes.publishing.signs import COMES, GOES, SIGNS, meant
from kes.publishing.tree import Tree, node

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14 w15"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_WHOLE = {COMES: "ins", GOES: "del"}

EXTENDED = "word/commentsExtended.xml"


class WordComments:
    """Numbers all comments once; the text and the parts of the package agree by that."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._begun: set[int] = set()
        numbers = count()
        self._ids = {
            place: [next(numbers) for _entry in remark.entries]
            for place, remark in enumerate(remarks)
            if isinstance(remark, Remark)
        }

    def place(self, document: Tree) -> None:
        document["blocks"] = placed(document["blocks"], self._remarks, self._start, self._end)

    @property
    def changes(self) -> dict[str, Change]:
        """Of the parts that pandoc has made."""
        extended = f'<Override PartName="/{EXTENDED}" ContentType="{_KIND}.commentsExtended+xml"/>'
        relation = f'<Relationship Id="rIdThreads" Type="{_RELATION}" Target="commentsExtended.xml"/>'
        return {
            "word/comments.xml": lambda xml: self._comments(),
            "word/document.xml": lambda xml: numbered(PARAGRAPH.sub(self._paragraph, xml)),
            "word/_rels/document.xml.rels": lambda xml: xml.replace(
                "</Relationships>", f"{relation}</Relationships>"
            ),
            "[Content_Types].xml": lambda xml: xml.replace("</Types>", f"{extended}</Types>"),
        }

    @property
    def added(self) -> dict[str, str]:
        lines = "".join(
            f'<w15:commentEx w15:paraId="{_paragraph_id(id)}"'
            + (f' w15:paraIdParent="{_paragraph_id(ids[0])}"' if id != ids[0] else "")
            + f' w15:done="{int(remark.done)}"/>'
            for remark, ids in self._threads()
            for id in ids
        )
        return {EXTENDED: f"{_HEAD}<w15:commentsEx {_SPACES}>{lines}</w15:commentsEx>"}

    def _threads(self) -> Iterator[tuple[Remark, list[int]]]:
        """Those that have a place in the text."""
        for place, ids in self._ids.items():
            remark = self._remarks[place]
            if place not in self._begun:
                continue
            assert isinstance(remark, Remark)
            yield remark, ids

    def _start(self, place: int) -> list[Tree]:
        self._begun.add(place)
        return [_raw("".join(f'<w:commentRangeStart w:id="{id}"/>' for id in self._ids[place]))]

    def _end(self, place: int) -> list[Tree]:
        ends = (
            f'<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>'
            for id in self._ids[place]
        )
        return [_raw("".join(ends))]

    def _paragraph(self, found: re.Match[str]) -> str:
        """A sign is left in those that come or go as a whole."""
        left = SIGNS.search(found[0])
        if not left:
            return found[0]
        number, step = meant(left[0])
        remark = self._remarks[number]
        assert isinstance(remark, Proposal)
        about = f'w:author="{escape(line(remark.author))}" w:date="{stamp(remark.moment)}"'
        return whole(SIGNS.sub("", found[0]), _WHOLE[step], about)

    def _comments(self) -> str:
        made = (
            _comment(id, entry)
            for remark, ids in self._threads()
            for id, entry in zip(ids, remark.entries, strict=True)
        )
        return f"{_HEAD}<w:comments {_SPACES}>{''.join(made)}</w:comments>"


def _comment(id: int, entry: Entry) -> str:
    author = line(entry.author)
    initials = "".join(word[0] for word in author.split()[:3]).upper()
    lines = [line(words) for words in entry.text.split("\n") if words.strip()] or ["–"]
    paragraphs = [f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>' for words in lines]
    first = "<w:p>".join(paragraphs[:-1])
    body = (f"<w:p>{first}" if first else "") + f'<w:p w14:paraId="{_paragraph_id(id)}">{paragraphs[-1]}'
    told = f'w:author="{escape(author)}" w:date="{stamp(entry.moment)}" w:initials="{escape(initials)}"'
    return f'<w:comment w:id="{id}" {told}>{body}</w:comment>'


def _paragraph_id(id: int) -> str:
    """Word knows a comment by the id of its last paragraph."""
    return f"{id + 1:08X}"


def _raw(xml: str) -> Tree:
    return node("RawInline", ["openxml", xml])

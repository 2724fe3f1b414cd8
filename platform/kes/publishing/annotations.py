"""Comments of an ODT: annotations with a beginning and an end."""

from html import escape

from kes.publishing.compose import line
from kes.publishing.remarks import Entry, Remark, Remarks, placed, stamp
from kes.publishing.tree import Tree, node

_LIBREOFFICE = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
_DUBLIN = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def place(document: Tree, remarks: Remarks) -> None:
    def start(number: int) -> list[Tree]:
        remark = remarks[number]
        assert isinstance(remark, Remark)  # proposals of an ODT are comments that tell them
        return [_annotation(number, turn, entry, remark.done) for turn, entry in enumerate(remark.entries)]

    def end(number: int) -> list[Tree]:
        remark = remarks[number]
        assert isinstance(remark, Remark)
        return [
            _raw(f'<office:annotation-end office:name="{_name(number, turn)}"/>')
            for turn in range(len(remark.entries))
        ]

    document["blocks"] = placed(document["blocks"], remarks, start, end)


def _annotation(number: int, turn: int, entry: Entry, done: bool) -> Tree:
    above = f' loext:parent-name="{_name(number, 0)}"' if turn else ""
    settled = ' loext:resolved="true"' if done else ""
    lines = [line(words) for words in entry.text.split("\n") if words.strip()]
    told = f"<dc:creator>{escape(line(entry.author))}</dc:creator><dc:date>{stamp(entry.moment)}</dc:date>"
    body = "".join(f"<text:p>{escape(words)}</text:p>" for words in lines)
    named = f'office:name="{_name(number, turn)}"'
    attributes = f"{_LIBREOFFICE} {_DUBLIN} {named}{above}{settled}"
    return _raw(f"<office:annotation {attributes}>{told}{body}</office:annotation>")


def _name(number: int, turn: int) -> str:
    return f"comment-{number}-{turn}"


def _raw(xml: str) -> Tree:
    return node("RawInline", ["opendocument", xml])

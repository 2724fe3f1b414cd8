"""The redline as HTML: every mark can be jumped to, and says in words where it begins and ends."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from kes.publishing.elements import VOID, Node

from .blocks import LOOSE
from .words import Child


@dataclass(frozen=True)
class Labels:
    """Heard, not seen, around what was inserted and deleted."""

    inserted: str
    deleted: str
    end: str


def write(children: Iterable[Child], labels: Labels, named: set[str]) -> str:
    """`named` collects the changes that have got their address, each at its first mark."""
    return "".join(_written(children, labels, named))


def _written(children: Iterable[Child], labels: Labels, named: set[str]) -> Iterator[str]:
    for child in children:
        if isinstance(child, str):
            yield escape(child, quote=False)
        elif child.tag == LOOSE:
            yield from _written(child.children, labels, named)
        else:
            yield _start(child, named)
            if child.tag not in VOID:
                yield from _inside(child, labels, named)
                yield f"</{child.tag}>"


def _start(node: Node, named: set[str]) -> str:
    attributes = dict(node.attributes)
    number = attributes.get("data-change", "")
    if number and number not in named:
        named.add(number)
        attributes = {"id": f"change-{number}", "tabindex": "-1", **attributes}
    words = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{node.tag}{words}>"


def _inside(node: Node, labels: Labels, named: set[str]) -> Iterator[str]:
    words = {"ins": labels.inserted, "del": labels.deleted}.get(node.tag, "")
    if words:
        yield _hidden(f"[{words}: ")
    yield from _written(node.children, labels, named)
    if words:
        yield _hidden(f" {labels.end}]")


def _hidden(words: str) -> str:
    return f'<span class="visually-hidden">{escape(words)}</span>'

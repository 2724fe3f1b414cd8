"""The redline with the signs of tracked changes, for a file of Word."""

from collections.abc import Iterable, Iterator
from html import escape

from kes.publishing.elements import VOID, Node
from kes.publishing.tracked import DELETED, END, GONE, INSERTED, NEW, SIGNS

from .blocks import LOOSE
from .words import Child

_SIGN = {"ins": INSERTED, "del": DELETED}
_WHOLE = {"redline-inserted": NEW, "redline-deleted": GONE}


def tracked(children: Iterable[Child]) -> str:
    return "".join(_written(children, ""))


def _written(children: Iterable[Child], whole: str) -> Iterator[str]:
    """`whole` is the sign of the block around, when that came or went."""
    for child in children:
        if isinstance(child, str):
            yield escape(SIGNS.sub("", child), quote=False)
        elif child.tag in _SIGN:
            yield _SIGN[child.tag] + whole
            yield from _written(child.children, "")
            yield END
        elif child.tag == LOOSE:
            yield from _written(child.children, _sign(child))
        else:
            yield from _element(child)


def _element(node: Node) -> Iterator[str]:
    words = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items() if name != "id")
    yield f"<{'del' if node.tag == 's' else node.tag}{words}>"
    if node.tag not in VOID:
        yield from _written(node.children, _sign(node))
        yield f"</{'del' if node.tag == 's' else node.tag}>"


def _sign(node: Node) -> str:
    names = node.attributes.get("class", "").split()
    return next((_WHOLE[name] for name in names if name in _WHOLE), "")

"""What the names of paragraph styles say in a DOCX file: quotations, code, the table of contents."""

import re
from typing import Any

from kes.intake.tally import Tally
from kes.intake.write.inlines import Tree, words

QUOTE = re.compile(r"(?i)quot|cytat|block text|tekst blokowy")
CODE = re.compile(r"(?i)preformatted|source code|plain text|wstępnie sformatowany|kod źródłowy")
CONTENTS = re.compile(r"(?i)(toc|contents|spis treści)\s*(\d|heading)|(nagłówek|tytuł) spisu treści")


def unstyled(blocks: list[Tree], tally: Tally) -> list[Tree]:
    """Without the wrappers that only name a style; what the name means is done."""
    done: list[Tree] = []
    for block in blocks:
        name = _style(block)
        if CONTENTS.match(name):
            if "contents" not in {finding.kind for finding in tally.findings()}:
                tally.note("contents")
            continue
        inner = unstyled(block["c"][1], tally) if block["t"] == "Div" else [_inside(block, tally)]
        done += _meant(name, inner, done)
    return done


def _meant(name: str, inner: list[Tree], before: list[Tree]) -> list[Tree]:
    """A run of paragraphs of one style is one quotation, one piece of code."""
    if QUOTE.search(name) or [block["t"] for block in inner] == ["BlockQuote"]:
        inner = [part for block in inner for part in (block["c"] if block["t"] == "BlockQuote" else [block])]
        if before and before[-1].get("quoted"):
            before[-1]["c"] += inner
            return []
        return [{"t": "BlockQuote", "c": inner, "quoted": True}]
    if CODE.search(name):
        text = "\n".join(words(block) for block in inner)
        if before and before[-1].get("coded"):
            before[-1]["c"][1] += f"\n{text}"
            return []
        return [{"t": "CodeBlock", "c": [["", [], []], text], "coded": True}]
    return inner


def _style(block: Tree) -> str:
    return dict(block["c"][0][2]).get("custom-style", "") if block["t"] == "Div" else ""


def _inside(block: Tree, tally: Tally) -> Tree:
    """Lists, quotations and tables hold blocks of their own."""
    return {**block, "c": _deep(block["c"], tally)} if "c" in block else block


def _deep(tree: Any, tally: Tally) -> Any:
    if isinstance(tree, dict):
        return _inside(tree, tally)
    if not isinstance(tree, list):
        return tree
    if tree and all(isinstance(part, dict) and "t" in part for part in tree):
        return unstyled(tree, tally)
    return [_deep(part, tally) for part in tree]

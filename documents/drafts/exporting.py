"""A document as one Markdown text: the title, then each part under its heading."""

from collections.abc import Iterable


def whole(title: str, parts: Iterable[tuple[str, str]]) -> str:
    """`parts` as (title, Markdown); headings inside a part are taken as they are."""
    chunks = [f"# {title}"]
    for part_title, text in parts:
        chunks.append(f"## {part_title}")
        if text.strip():
            chunks.append(text.strip("\n"))
    return "\n\n".join(chunks) + "\n"

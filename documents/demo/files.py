"""The files of the demonstration content: TOML for facts, Markdown for chapters."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def facts(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def chapter(document: str, name: str) -> tuple[str, str]:
    """Title and text: the first line of the file is the title."""
    title, _, text = (HERE / document / f"{name}.md").read_text(encoding="utf-8").partition("\n")
    return title.removeprefix("## "), text.strip("\n") + "\n"


def discussions() -> list[dict[str, Any]]:
    return [facts(f"threads/{file.name}") for file in sorted((HERE / "threads").glob("*.toml"))]

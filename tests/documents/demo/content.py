"""The demonstration content as the standard library reads it."""

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from documents.demo.timeline import Clock

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)
DEMO = Path(__file__).resolve().parents[3] / "documents/demo"
PLAN = sorted((DEMO / "plan").glob("*.md"))
PROGRAMME = sorted((DEMO / "programme").glob("*.md"))
THREADS = sorted((DEMO / "threads").glob("*.toml"))
WRITERS = {"facilitator", "secretariat", "member"}


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DEMO / name).read_text(encoding="utf-8"))


PEOPLE = {person["key"]: person for person in toml("people.toml")["person"]}
BODIES = {body["key"]: body for body in toml("organisations.toml")["organisation"]}
GROUPS = {group["key"]: group for group in toml("groups.toml")["group"]}
CONSULTATIONS = toml("consultations.toml")["consultation"]
REMARKS = [(one, remark) for one in CONSULTATIONS for remark in one.get("remark", [])]


def posts(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["post"]
    return found


def roles(group: str) -> dict[str, str]:
    return {row["person"]: row["role"] for row in GROUPS[group]["memberships"] if "until" not in row}


def writers(group: str) -> set[str]:
    return {person for person, role in roles(group).items() if role in WRITERS}


def office(group: str) -> set[str]:
    return {person for person, role in roles(group).items() if role in {"facilitator", "secretariat"}}


def prose() -> Iterator[tuple[str, str]]:
    """Every text a reader may see, with the file it stands in."""
    for file in [*PLAN, *PROGRAMME]:
        yield file.name, file.read_text(encoding="utf-8")
    for file in [*THREADS, *DEMO.glob("*.toml"), *DEMO.glob("*/meta.toml")]:
        for text in _strings(tomllib.loads(file.read_text(encoding="utf-8"))):
            yield f"{file.parent.name}/{file.name}", text


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def ago(told: str) -> float:
    """Hours before a noon: only the order matters here."""
    return (NOON - Clock(NOON).moment(told)).total_seconds() / 3600


def tables(text: str) -> list[list[list[str]]]:
    """Markdown tables as rows of cells; the second row is the line under the header."""
    found = re.findall(r"(?:^\|.*\|\n?)+", text, re.MULTILINE)
    return [
        [[cell.strip() for cell in row.strip("|").split("|")] for row in one.splitlines()] for one in found
    ]


def number(cell: str) -> float:
    return float(re.sub(r"[^\d,–-]", "", cell).replace("–", "-").replace(",", "."))

"""The documents: chapters by several authors, a frozen version, and what was changed in the draft since."""

import secrets
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from documents.assignments.actions import Assignment, assign_part
from documents.demo.cast import Cast
from documents.demo.drafts_talk import remark_on
from documents.demo.files import chapter, facts
from documents.demo.illustrations import with_pictures
from documents.demo.timeline import Step, back_date
from documents.drafts.actions import add_part, create_document, mark_seen, store_updates
from documents.drafts.log import Incoming
from documents.drafts.models import DocumentVisit, Part, PartSnapshot, PartUpdate
from documents.drafts.projection import bring_up_to_date, text_document
from documents.drafts.text.edit import replace_text
from documents.drafts.text.summary import inspect
from documents.stages.actions import move_document
from documents.stages.table import moves_from
from documents.versions.actions import cut_version
from kes.accounts.models import User

DOCUMENTS = ("plan", "programme")


def steps(cast: Cast) -> Iterator[Step]:
    moment = cast.clock.moment
    for key in DOCUMENTS:
        paper, parts = facts(f"{key}/meta.toml"), dict[str, Part]()
        yield Step(moment(paper["at"]), partial(_create, cast, key, paper))
        for row in paper["part"]:
            yield Step(moment(row["at"]), partial(_add_chapter, cast, key, row, parts))
        yield Step(moment(paper["divided"]), partial(_divide, cast, paper, parts))
        for row in paper["move"]:
            yield Step(moment(row["at"]), partial(_move, cast, key, row))
        yield Step(moment(paper["version"]["at"]), partial(_freeze, cast, key, paper["version"]))
        for row in paper.get("edit", []):
            yield Step(moment(row["at"]), partial(_edit, cast, row, parts))
        for row in paper.get("comment", []):
            yield Step(moment(row["at"]), partial(remark_on, cast, row, parts))


def seen_at(cast: Cast, person: str, moment: datetime) -> None:
    for document in cast.documents.values():
        mark_seen(document, by=cast.people[person])
    DocumentVisit.objects.filter(user=cast.people[person]).update(at=moment)


def _create(cast: Cast, key: str, paper: dict[str, Any], moment: datetime) -> None:
    author = cast.people[paper["author"]]
    document = create_document(cast.groups[paper["group"]], by=author, title=paper["title"], parts=[])
    back_date(document, moment, "created", "changed")
    cast.documents[key] = document


def _add_chapter(cast: Cast, key: str, row: dict[str, str], parts: dict[str, Part], moment: datetime) -> None:
    title, text = chapter(key, row["file"])
    author = cast.people[row["by"]]
    text = with_pictures(cast.documents[key], key, text, by=author)
    part = add_part(cast.documents[key], by=author, title=title, text=text)
    parts[row["file"]] = part
    PartSnapshot.objects.filter(part=part).update(created=moment)
    _changed(part, author, moment)


def _divide(cast: Cast, paper: dict[str, Any], parts: dict[str, Part], moment: datetime) -> None:
    """Each chapter to its task team or its author, with a deadline."""
    for row in paper["part"]:
        wanted = Assignment(
            owner=cast.people[row["owner"]] if "owner" in row else None,
            owner_group=cast.groups[row["team"]] if "team" in row else None,
            status=row["status"],
            deadline=cast.clock.day(row["due"]) if "due" in row else None,
        )
        assign_part(parts[row["file"]], by=cast.people[paper["author"]], wanted=wanted)


def _move(cast: Cast, key: str, row: dict[str, str], moment: datetime) -> None:
    document = cast.documents[key]
    move = next(move for move in moves_from(document) if move.end == row["to"])
    said = {"note": row.get("note", ""), "number": row.get("number", "")}
    day = cast.clock.day(row["day"]) if "day" in row else None
    back_date(move_document(document, by=cast.people[row["by"]], move=move, day=day, **said), moment, "at")


def _freeze(cast: Cast, key: str, row: dict[str, str], moment: datetime) -> None:
    author = cast.people[row["by"]]
    version = cut_version(cast.documents[key], by=author, name=row["name"], note=row["note"])
    back_date(version, moment, "created")
    cast.versions[key] = version


def _edit(cast: Cast, row: dict[str, str], parts: dict[str, Part], moment: datetime) -> None:
    """One change of wording, stored like an update from the editor."""
    part, author = parts[row["part"]], cast.people[row["by"]]
    text, _seq = text_document(part.pk)
    update = replace_text(text, text.text.replace(row["find"], row["replace"]), secrets.randbits(31))
    session = f"{author.pk}-{secrets.token_hex(8)}"
    store_updates(part.pk, [Incoming(session, 1, author.pk, update, inspect(update))])
    part.refresh_from_db()
    bring_up_to_date(part)
    _changed(part, author, moment)


def _changed(part: Part, author: User, moment: datetime) -> None:
    PartUpdate.objects.filter(part=part, seq=part.head_seq).update(created=moment)
    document = part.document
    document.changed_by = author
    document.save(update_fields=["changed_by"])
    back_date(document, moment, "changed")

"""A document that came in as a Word file, read and divided by the product itself."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from documents.comments.models import Comment, CommentThread
from documents.demo.cast import Cast
from documents.demo.drafts_talk import remark_on
from documents.demo.files import HERE, facts
from documents.demo.timeline import Step, back_date
from documents.drafts.models import Document, Part, PartSnapshot, PartUpdate
from documents.imports.actions import create_from, stage
from documents.imports.choices import Choices
from kes.intake import read

KEY = "regulamin"


def steps(cast: Cast) -> Iterator[Step]:
    row, parts = facts(f"{KEY}.toml"), dict[str, Part]()
    yield Step(cast.clock.moment(row["at"]), partial(_import, cast, row, parts))
    for remark in row["comment"]:
        yield Step(cast.clock.moment(remark["at"]), partial(remark_on, cast, remark, parts))


def _import(cast: Cast, row: dict[str, Any], parts: dict[str, Part], moment: datetime) -> None:
    author = cast.people[row["by"]]
    intake = read((HERE / row["file"]).read_bytes(), name=row["file"])
    staged = stage(cast.groups[row["group"]], by=author, intake=intake, name=row["file"])
    document = cast.documents[KEY] = create_from(staged, Choices(staged, {}), by=author)
    parts |= {part.title: part for part in document.parts.select_related("document__group")}
    _date(document, moment)


def _date(document: Document, moment: datetime) -> None:
    back_date(document, moment, "created", "changed")
    PartUpdate.objects.filter(part__document=document).update(created=moment)
    PartSnapshot.objects.filter(part__document=document).update(created=moment)
    CommentThread.objects.filter(document=document).update(created=moment)
    Comment.objects.filter(thread__document=document).update(created=moment)
    document.imports.update(at=moment)

"""Comments and suggestions on the chapters of the demonstration's plan."""

from datetime import datetime
from typing import Any

from documents.comments.actions import open_thread, reply
from documents.comments.models import Comment
from documents.comments.passages import Found, at_units
from documents.demo.cast import Cast
from documents.demo.timeline import back_date
from documents.drafts.models import Part
from documents.drafts.projection import text_document
from documents.drafts.text.units import unit_index, unit_length
from documents.suggestions.actions import Wording, suggest


def remark_on(cast: Cast, row: dict[str, Any], parts: dict[str, Part], moment: datetime) -> None:
    """A comment with its answers, or, with a `replacement`, a suggestion; on the words of `find`."""
    part, author = parts[row["part"]], cast.people[row["by"]]
    passage = _passage(part, row["find"])
    if "replacement" in row:
        (made,) = suggest(
            part, by=author, wordings=[Wording(passage, row["replacement"])], reason=row["text"]
        )
        back_date(made, moment, "created")
        return
    thread = open_thread(part, by=author, body=row["text"], passage=passage)
    for answer in row.get("answer", []):
        reply(thread, by=cast.people[answer["by"]], body=answer["text"])
    back_date(thread, moment, "created")
    Comment.objects.filter(thread=thread).update(created=moment)


def _passage(part: Part, words: str) -> Found:
    text = text_document(part.pk)[0].text
    start = unit_index(text, text.index(words))
    return at_units(part, start, start + unit_length(words))

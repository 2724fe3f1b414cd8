"""A plan to comment on, and people who write in it as browsers do."""

import secrets
from itertools import count

from documents.comments.actions import open_thread
from documents.comments.models import CommentThread
from documents.comments.passages import at_units
from documents.drafts.actions import create_document, store_updates
from documents.drafts.log import Incoming
from documents.drafts.models import Part
from documents.drafts.projection import bring_up_to_date, text_document
from documents.drafts.text.edit import replace_text
from documents.drafts.text.summary import inspect
from documents.drafts.text.units import unit_index, unit_length
from kes.accounts.models import User
from tests.people import World

DIAGNOSIS = (
    "# Sytuacja\n\nW gminie działa jedna spółdzielnia 😀 i dwa stowarzyszenia.\n\n"
    "Brakuje lokalu na zakład aktywności zawodowej.\n\n- dojazd do centrum\n- opieka wytchnieniowa\n"
)
GOALS = "Celem jest zakład aktywności zawodowej do końca roku.\n"
_numbers = count(1)


def plan(world: World) -> tuple[Part, Part]:
    parts = [("Diagnoza", DIAGNOSIS), ("Cele", GOALS)]
    document = create_document(world.group, by=world.alice, title="Plan", parts=parts)
    diagnosis, goals = document.parts.all()
    return diagnosis, goals


def comment(part: Part, words: str, *, by: User, body: str = "Czy to prawda?") -> CommentThread:
    text = text_document(part.pk)[0].text
    start = unit_index(text, text.index(words))
    return open_thread(part, by=by, body=body, passage=at_units(part, start, start + unit_length(words)))


def write(part: Part, by: User, old: str, new: str) -> None:
    """Replace words as an editor's browser would: an update in the log."""
    document, _seq = text_document(part.pk)
    assert old in document.text
    update = replace_text(document, document.text.replace(old, new, 1), secrets.randbits(31))
    session = f"{by.pk}-{secrets.token_hex(8)}"
    result = store_updates(part.pk, [Incoming(session, next(_numbers), by.pk, update, inspect(update))])
    assert result.rows and not result.refused


def projected(part: Part) -> Part:
    return bring_up_to_date(Part.objects.select_related("document").get(pk=part.pk))


def placed(thread: CommentThread) -> tuple[str, str]:
    """The state of its place, and the words that stand there."""
    thread.refresh_from_db()
    assert thread.part
    units = text_document(thread.part.pk)[0].text.encode("utf-16-le")
    return thread.place, units[2 * thread.at : 2 * thread.till].decode("utf-16-le")

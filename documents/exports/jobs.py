"""Exports that take longer: the job asks the door again, since rights may have changed meanwhile."""

from typing import Any

from django.utils.translation import gettext as _

from documents.exports.making import TYPES, file_name, make
from documents.exports.sources import Source, source_for
from documents.letterheads.actions import letterhead_of
from kes.accounts.models import User
from kes.jobs.kinds import Failed, File, Outcome, Task
from kes.markup import TooComplex
from kes.publishing import Unpublishable

KIND = "documents.export"


def export(task: Task) -> Outcome:
    source = source_for(task.by, task.arguments)
    format = task.arguments["format"]
    task.progress(0.3, _("The text is put together"))
    try:
        content = make(
            source,
            format,
            letterhead=letterhead_for(source, task.arguments),
            base_url=task.arguments["base_url"],
        )
    except (Unpublishable, TooComplex):
        raise Failed(_("This file cannot be made. Try another format.")) from None
    return Outcome(File(file_name(source, format), TYPES[format], content))


def letterhead_for(source: Source, arguments: dict[str, Any]) -> bytes:
    wanted = arguments.get("letterhead") and arguments["format"] == "docx"
    return letterhead_of(source.document.group) if wanted else b""


def door(person: User, arguments: dict[str, Any]) -> None:
    source_for(person, arguments)

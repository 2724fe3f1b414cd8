"""Large files are read in the background: their person watches the progress and comes to the preview."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.access import document_for
from documents.drafts.models import Document
from documents.imports.actions import stage
from documents.imports.wording import refusal
from groups.access import group_for
from groups.directory.models import Group
from kes.accounts.models import User
from kes.intake import Refusal, read
from kes.jobs.kinds import Failed, Kind, Outcome, Task

NAME = "documents.import"


def read_file(task: Task) -> Outcome:
    """Run twice, it stages twice: what nobody comes for is gone after a day."""
    assert task.file is not None
    group, document = _target(task.by, task.arguments)
    task.progress(0.2, _("Reading the file"))
    try:
        intake = read(task.file.content, name=task.file.name)
    except Refusal as refused:
        raise Failed(refusal(refused.code, refused.values)) from refused
    staged = stage(group, by=task.by, intake=intake, name=task.file.name, document=document)
    return Outcome(address=staged.get_absolute_url())


def _target(person: User, arguments: dict[str, Any]) -> tuple[Group, Document | None]:
    if arguments.get("document"):
        document = document_for(person, arguments["document"], "groups.edit_draft")
        return document.group, document
    return group_for(person, arguments["group"], "groups.create_document"), None


KIND = Kind(NAME, run=read_file, title=gettext_lazy("Import of a file"), symbol="upload", seconds=90)

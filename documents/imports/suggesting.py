"""Tracked changes of an office file become suggestions on the same words, by their authors, of their days."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from documents.comments.passages import Source
from documents.drafts.text.units import unit_index
from documents.imports.days import written
from documents.imports.marks import Unmarked
from documents.imports.models import StagedImport
from documents.suggestions.actions import Wording, suggest


def make_suggestions(source: Source, found: Unmarked, staged: StagedImport) -> set[int]:
    """The keys of the proposals that were made."""
    known = {proposal["key"]: proposal for proposal in staged.proposals}
    made: set[int] = set()
    for passage in found.proposals:
        proposal = known.get(passage.key)
        if proposal is None or found.text[passage.start : passage.end] != proposal["quote"]:
            continue
        start, end = (unit_index(found.text, at) for at in (passage.start, passage.end))
        try:
            place = source.at_units(start, end)
        except ValidationError:
            continue
        suggest(
            source.part,
            by=None,
            author_name=proposal["author"] or _("Unknown person"),
            wordings=[Wording(place, proposal["replacement"])],
            created=written(proposal["date"]),
        )
        made.add(passage.key)
    return made

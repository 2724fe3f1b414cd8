"""A chapter's history as stops of a slider: one for each stretch of one person's writing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import caches
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.drafts.models import Part, PartUpdate
from documents.drafts.past import text_at
from documents.reading.references import References
from documents.versions.comparing import Comparison, compare
from documents.versions.redline import Chapter
from documents.versions.sides import Side, html_of
from kes.accounts.models import User

PAUSE = timedelta(minutes=5)
MOST = 200  # stops; of a longer history every so-manieth is shown
KEPT = 3600  # seconds

Row = tuple[int, int | None, datetime]


@dataclass(frozen=True)
class Stop:
    """The text stands at row `seq`."""

    seq: int
    author: str
    at: datetime

    @property
    def label(self) -> str:
        moment = date_format(timezone.localtime(self.at), "DATETIME_FORMAT")
        return f"{moment}, {self.author}" if self.author else moment


def stops(part: Part) -> list[Stop]:
    """The oldest first, the text as it is now last."""
    key = f"stops-{part.pk}-{part.epoch}-{part.head_seq}"
    found: list[Row] | None = caches["own"].get(key)
    if found is None:
        rows = PartUpdate.objects.filter(part=part).order_by("seq").values_list("seq", "author", "created")
        found = sampled(ends(rows.iterator()))
        caches["own"].set(key, found, KEPT)
    people = User.objects.in_bulk({author for _seq, author, _at in found if author})
    return [Stop(seq, str(people[author]) if author in people else "", at) for seq, author, at in found]


def ends(rows: Iterable[Row]) -> list[Row]:
    """The last row of each stretch: somebody else writes after it, or nobody for a while."""
    done: list[Row] = []
    last: Row | None = None
    for row in rows:
        if last and (row[1] != last[1] or row[2] - last[2] >= PAUSE):
            done.append(last)
        last = row
    return [*done, last] if last else done


def sampled(found: list[Row]) -> list[Row]:
    """At most MOST, evenly, with the first and the last."""
    if len(found) <= MOST:
        return found
    return [found[round(at * (len(found) - 1) / (MOST - 1))] for at in range(MOST)]


def step(part: Part, found: list[Stop], at: int) -> Comparison:
    """What the stop changed since the one before it; the whole text is shown."""
    before, references = found[at - 1] if at else None, References(part.document)
    return compare(_side(part, before, references), _side(part, found[at], references), whole=True)


def _side(part: Part, stop: Stop | None, references: References) -> Side:
    text = _text(part, stop.seq) if stop else ""
    chapter = Chapter(str(part.pk), part.title, text, lambda: html_of(text, references))
    label, moment = (stop.label, stop.at) if stop else (_("An empty text"), part.document.created)
    return Side("", label, moment, stop.author if stop else "", [chapter], {})


def _text(part: Part, seq: int) -> str:
    key = f"text-{part.pk}-{part.epoch}-{seq}"
    return str(caches["own"].get_or_set(key, lambda: text_at(part.pk, seq), KEPT))

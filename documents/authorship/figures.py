"""People's and bodies' shares of a document in numbers, for the page and for the report."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from documents.authorship.keeping import ledger_of
from documents.drafts.models import Document, Part
from documents.drafts.projection import text_document
from groups.directory.models import Group
from groups.membership.models import Membership
from kes.accounts.models import User


@dataclass(frozen=True)
class Count:
    """Characters as the editor counts them: in the text now, ever added, ever removed (by this author)."""

    now: int = 0
    added: int = 0
    removed: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.now + other.now, self.added + other.added, self.removed + other.removed)

    def __bool__(self) -> bool:
        return bool(self.now or self.added or self.removed)


@dataclass(frozen=True)
class Line:
    """`share` is the percentage of the text as it is now."""

    name: str
    body: str
    count: Count
    share: float


@dataclass(frozen=True)
class Contributions:
    title: str
    people: list[Line]
    bodies: list[Line]
    total: Count


def contributions(document: Document) -> tuple[Contributions, list[Contributions]]:
    """Of the whole, and of each part; most of the present text first."""
    found = [(part, _counts(part)) for part in document.parts.all()]
    known = _Names(document.group, {author for _part, counts in found for author in counts})
    whole: dict[int, Count] = defaultdict(Count)
    for _part, counts in found:
        for author, count in counts.items():
            whole[author] += count
    return known.table(document.title, whole), [known.table(part.title, counts) for part, counts in found]


def _counts(part: Part) -> dict[int, Count]:
    ledger = ledger_of(part)
    document, _seq = text_document(part.pk)
    now: Counter[int] = Counter()
    for span in ledger.spans(document):
        now[span.author] += span.length
    added = ledger.added
    authors = {*now, *added, *ledger.removed}
    return {author: Count(now[author], added[author], ledger.removed[author]) for author in authors}


class _Names:
    """Who the authors are, and whom they represent in the group (or did last)."""

    def __init__(self, group: Group, authors: Iterable[int]) -> None:
        self.people = User.objects.in_bulk([author for author in authors if author])
        memberships = Membership.objects.filter(group=group, user__in=self.people, organisation__isnull=False)
        self.bodies = {
            one.user_id: str(one.organisation)
            for one in memberships.select_related("organisation").order_by("since")
        }

    def table(self, title: str, counts: dict[int, Count]) -> Contributions:
        total = sum(counts.values(), Count())
        by_body: dict[str, Count] = defaultdict(Count)
        people = []
        for author, count in counts.items():
            if count:
                name, body = str(self.people.get(author, "")), self.bodies.get(author, "")
                people.append(_line(name, body, count, total))
                by_body[body] += count
        bodies = [_line(body, body, count, total) for body, count in by_body.items()]
        return Contributions(title, _sorted(people), _sorted(bodies), total)


def _line(name: str, body: str, count: Count, total: Count) -> Line:
    return Line(name, body, count, 100 * count.now / total.now if total.now else 0.0)


def _sorted(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.count.now, -line.count.added, line.name))

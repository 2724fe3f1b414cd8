"""The directory as a tree: what belongs to a committee stands under it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from groups.directory.models import Group


@dataclass(frozen=True)
class Branch:
    group: Group
    mine: bool
    open: bool  # the visitor may see more than the name
    children: "list[Branch]" = field(default_factory=list)


def tree(groups: Iterable[Group], *, mine: set[int], open_to: set[int]) -> list[Branch]:
    """A child whose parent the visitor cannot see stands by itself."""
    listed = list(groups)
    known = {group.pk for group in listed}
    below: dict[int | None, list[Group]] = defaultdict(list)
    for group in listed:
        below[group.parent_id if group.parent_id in known else None].append(group)

    def branch(group: Group) -> Branch:
        children = [branch(child) for child in below[group.pk]]
        return Branch(group, group.pk in mine, group.pk in open_to, children)

    return [branch(group) for group in below[None]]

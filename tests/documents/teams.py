"""A task team that writes a chapter of another group's plan: Tessa writes, Otto observes.

Olaf runs the team's errands: the team's drafts are not open to his role.
"""

from dataclasses import dataclass

from documents.assignments.actions import Assignment, assign_part
from documents.drafts.actions import create_document
from documents.drafts.models import Document, Part
from groups.directory.actions import create_group, role_permissions, set_permissions
from groups.directory.models import Group
from groups.membership.actions import add_member
from groups.roles import RoleKind, Visibility
from kes.accounts.models import User
from tests.people import World, person


@dataclass
class Team:
    group: Group
    tessa: User  # member of the team, not of the group whose plan it is
    otto: User  # observer in the team
    olaf: User  # reads no drafts of the team; owns the chapter "Monitorowanie" himself
    document: Document
    theirs: Part  # owned by the team
    olafs: Part
    common: Part  # owned by nobody


def team(world: World) -> Team:
    kind = Group.Kind.WORKING_GROUP
    group = create_group(by=None, name="Zespół 1", kind=kind, visibility=Visibility.HIDDEN)
    tessa, otto, olaf = (person(name) for name in ("Tessa Bąk", "Otto Gęś", "Olaf Kłos"))
    add_member(group, by=None, user=tessa, role=RoleKind.MEMBER)
    add_member(group, by=None, user=otto, role=RoleKind.OBSERVER)
    add_member(group, by=None, user=olaf, role=RoleKind.SECRETARIAT)
    _close_drafts_to(group, RoleKind.SECRETARIAT, by=world.alice)
    parts = [("Diagnoza", "Zażółć."), ("Monitorowanie", ""), ("Cele", "")]
    document = create_document(world.group, by=world.alice, title="Plan lokalny", parts=parts)
    theirs, olafs, common = document.parts.all()
    assign_part(theirs, by=world.alice, wanted=Assignment(owner_group=group, status=Part.Status.WORK))
    assign_part(olafs, by=world.alice, wanted=Assignment(owner=olaf))
    return Team(group, tessa, otto, olaf, document, theirs, olafs, common)


def _close_drafts_to(group: Group, kind: RoleKind, *, by: User) -> None:
    wanted = {RoleKind(role.kind): role_permissions(role) for role in group.roles.all()}
    wanted[kind] = {"view_group"}
    set_permissions(group, by=by, wanted=wanted)

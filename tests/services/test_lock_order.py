"""Actions on one document lock its rows in one order: none of them ends another one with an error.

The order is written down in docs/decisions/0011-structure-while-writing.md.
"""

from collections.abc import Callable
from functools import partial

import pytest

from documents.assignments import actions as assignments
from documents.assignments.actions import Assignment, assign_part
from documents.comments import actions as comments
from documents.comments import keeping
from documents.comments.models import CommentThread
from documents.comments.passages import Source
from documents.drafts import actions as drafts
from documents.drafts.actions import create_document, lock_part
from documents.drafts.models import Document, Part
from documents.drafts.projection import bring_up_to_date, text_document
from documents.drafts.rewriting import rewrite
from documents.drafts.text import to_relative
from documents.drafts.text.units import unit_index
from documents.stages import actions as stages
from documents.stages.models import StageMove
from documents.stages.table import moves_from
from documents.structure import actions as structure
from documents.suggestions import actions as suggestions
from documents.suggestions.actions import Wording
from documents.suggestions.models import Suggestion
from groups.membership import leaving
from groups.membership.actions import change_membership, end_membership
from groups.membership.models import Membership
from groups.roles import RoleKind
from kes.accounts.models import User
from tests.people import World
from tests.people import world as make_world
from tests.services.meeting import Meeting
from tests.services.stack import Stack

MOVING = "Zdanie, które będzie przeniesione do innego rozdziału."
TEXT = f"Pierwszy akapit.\n\n{MOVING}\n\n### Drugi\n\nDrugi akapit tekstu."


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def document(world: World) -> Document:
    return create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", TEXT), ("Środki", "")])


@pytest.fixture
def part(document: Document) -> Part:
    return _part(document, "Cele")


@pytest.fixture
def suggestion(world: World, part: Part) -> Suggestion:
    return _suggest(part, world.bob)


@pytest.fixture
def thread(world: World, part: Part) -> CommentThread:
    """About the last paragraph."""
    source = Source(part)
    last = source.choices()[-1].name
    return comments.open_thread(part, by=world.bob, body="Czy na pewno?", passage=source.at_block(last))


@pytest.fixture
def meeting(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> Meeting:
    return Meeting(stack.postgres, monkeypatch)


@pytest.mark.parametrize("decide", [suggestions.accept, suggestions.reject, suggestions.withdraw])
def test_a_suggestion_is_decided_while_all_are_accepted(
    world: World, part: Part, suggestion: Suggestion, meeting: Meeting, decide: Callable[..., Suggestion]
) -> None:
    meeting.after(suggestions, "_held")
    meeting.after(suggestions, "keep_version")
    meeting.of(
        partial(decide, suggestion, by=world.alice), partial(suggestions.accept_all, part, by=world.alice)
    )
    suggestion.refresh_from_db()
    assert suggestion.decided
    applied = text_document(part.pk)[0].text.count("Więcej.")
    assert applied == (suggestion.state == Suggestion.State.ACCEPTED)


def test_a_suggestion_is_discussed_while_all_are_accepted(
    world: World, part: Part, suggestion: Suggestion, meeting: Meeting
) -> None:
    meeting.before(suggestions, "open_thread")
    meeting.after(suggestions, "keep_version")
    meeting.of(
        partial(suggestions.discuss, suggestion, by=world.bob, body="Dlaczego?"),
        partial(suggestions.accept_all, part, by=world.alice),
    )
    suggestion.refresh_from_db()
    assert suggestion.thread and suggestion.state == Suggestion.State.ACCEPTED


@pytest.mark.parametrize("resolved", [False, True])
def test_a_comment_is_answered_while_its_chapter_is_divided(
    world: World, part: Part, thread: CommentThread, meeting: Meeting, resolved: bool
) -> None:
    if resolved:
        comments.resolve(thread, by=world.alice)
    meeting.after(comments, "_locked")
    meeting.after(structure, "keep_version")
    _answer, new = meeting.of(
        partial(comments.reply, thread, by=world.bob, body="Tak."), partial(_divide, part, world.alice)
    )
    found = CommentThread.objects.get(pk=thread.pk)
    assert (found.part_id, found.last_number, found.resolved) == (new.pk, 2, None)


def test_a_comment_is_resolved_while_its_chapter_is_joined(
    world: World, document: Document, part: Part, thread: CommentThread, meeting: Meeting
) -> None:
    structure.move_part(part, by=world.alice, up=False)
    first = _part(document, "Środki")
    meeting.after(comments, "_locked")
    meeting.after(structure, "keep_version")
    meeting.of(
        partial(comments.resolve, thread, by=world.bob), partial(structure.join_parts, first, by=world.alice)
    )
    found = CommentThread.objects.get(pk=thread.pk)
    assert found.part_id == first.pk and found.resolved


def test_a_comment_is_answered_while_its_chapter_goes_to_another_document(
    world: World, part: Part, thread: CommentThread, meeting: Meeting
) -> None:
    other = create_document(world.group, by=world.alice, title="Program", parts=[])
    meeting.after(comments, "_locked")
    meeting.after(structure, "keep_version")
    meeting.of(
        partial(comments.reply, thread, by=world.bob, body="Tak."),
        partial(structure.transfer_part, part, by=world.alice, target=other),
    )
    found = CommentThread.objects.get(pk=thread.pk)
    assert (found.document, found.last_number) == (other, 2)


def test_a_chapter_is_locked_while_it_goes_to_another_document(
    world: World, part: Part, meeting: Meeting
) -> None:
    other = create_document(world.group, by=world.alice, title="Program", parts=[])
    meeting.after(drafts, "settle")
    meeting.after(structure, "hold")
    meeting.of(
        partial(lock_part, part, by=world.alice, locked=True),
        partial(structure.transfer_part, part, by=world.alice, target=other),
    )
    assert Part.objects.get(pk=part.pk).locked


def test_a_chapter_is_locked_while_its_document_is_archived(
    world: World, document: Document, part: Part, meeting: Meeting
) -> None:
    Document.objects.filter(pk=document.pk).update(stage=Document.Stage.ADOPTED)
    document.refresh_from_db()
    move = next(one for one in moves_from(document) if one.end == Document.Stage.ARCHIVED)
    meeting.after(drafts, "settle")
    meeting.after(stages, "note_event")
    meeting.of(
        partial(lock_part, part, by=world.alice, locked=True),
        partial(stages.move_document, document, by=world.alice, move=move),
    )
    assert StageMove.objects.filter(document=document).exists()
    assert (found := Part.objects.get(pk=part.pk)).locked and found.closed == Part.Closed.ARCHIVED


def test_a_chapter_is_locked_while_its_owner_leaves_the_group(
    world: World, part: Part, meeting: Meeting
) -> None:
    assign_part(part, by=world.alice, wanted=Assignment(owner=world.bob))
    membership = Membership.objects.select_related("group", "user", "role").get(user=world.bob)
    meeting.before(leaving, "part_from")
    meeting.after(drafts, "settle")
    meeting.of(
        partial(end_membership, membership, by=world.alice),
        partial(lock_part, part, by=world.alice, locked=True),
    )
    found = Part.objects.get(pk=part.pk)
    assert (found.owner, found.former_owner, found.locked) == (None, world.bob, True)


def test_chapters_get_another_owner_while_the_role_of_the_owner_before_is_changed(
    world: World, document: Document, meeting: Meeting
) -> None:
    """Both are told to rights and to desks."""
    first, second = document.parts.all()
    assign_part(second, by=world.alice, wanted=Assignment(owner=world.bob))
    membership = Membership.objects.get(user=world.bob)

    def change() -> None:
        role = RoleKind.SECRETARIAT
        change_membership(membership, by=world.alice, role=role, organisation=None, sector="")

    meeting.after(assignments, "record_access")
    meeting.of(
        partial(assignments.change_assignments, (first, second), by=world.alice, said={"owner": world.alice}),
        meeting.once_at("record_access", change),
    )
    assert {part.owner for part in document.parts.all()} == {world.alice}
    membership.refresh_from_db()
    assert membership.role.kind == RoleKind.SECRETARIAT


def test_words_are_found_in_another_chapter_while_all_suggestions_are_accepted(
    world: World, document: Document, part: Part, meeting: Meeting
) -> None:
    """The row of a suggestion that follows its words refers to the other chapter then."""
    suggestion = _suggest(part, world.bob, 1, "Inaczej.")
    rewrite(part, by=world.alice, text=TEXT.replace(f"{MOVING}\n\n", ""))
    other = _part(document, "Środki")
    rewrite(other, by=world.alice, text=f"{MOVING} I dalej.")
    meeting.after(keeping._Step, "_bring")
    meeting.after(suggestions, "keep_version")
    meeting.of(
        lambda: bring_up_to_date(_part(document, "Cele")),
        meeting.once_at("_bring", partial(suggestions.accept_all, part, by=world.alice)),
    )
    suggestion.refresh_from_db()
    assert suggestion.part_id == other.pk


def _suggest(part: Part, by: User, number: int = 0, instead: str = "Pierwszy akapit. Więcej.") -> Suggestion:
    source = Source(part)
    wording = Wording(source.at_block(source.choices()[number].name), instead)
    (made,) = suggestions.suggest(part, by=by, wordings=[wording])
    return made


def _divide(part: Part, by: User) -> Part:
    text = text_document(part.pk)[0]
    return structure.split_part(
        part, by=by, at=to_relative(text, unit_index(text.text, text.text.index("### Drugi")))
    )


def _part(document: Document, title: str) -> Part:
    return Part.objects.select_related("document__group").get(document=document, title=title)

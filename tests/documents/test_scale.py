"""What a page asks of the database does not grow with what it shows: 20 rows cost as many queries as 200."""

from collections.abc import Callable, Iterable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.assignments.actions import Assignment, assign_part
from documents.comments.models import Comment, CommentThread
from documents.drafts.actions import add_part, create_document
from documents.drafts.models import Document, Part
from documents.images.actions import markdown_of, store_image
from documents.suggestions.models import Suggestion
from documents.versions.actions import cut_version
from documents.versions.models import Version, VersionPicture
from groups.directory.actions import role_permissions, set_permissions
from groups.directory.models import Group
from groups.roles import RoleKind
from kes.accounts.models import User
from tests.documents.images.making import photo, png
from tests.people import World

pytestmark = pytest.mark.sweep

SignedIn = Callable[[User], Client]
FEW, MANY = 20, 200
SHOWN = ("open", "mine", "all", "resolved", "lost")


def queries(client: Client, *addresses: str) -> dict[str, int]:
    """Of the second look: the first one writes down what it found."""
    counted = {}
    for address in addresses:
        assert client.get(address).status_code == 200, address
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counted[address] = len(asked)
    return counted


def test_lists_of_documents_cost_the_same_for_any_number_of_them(world: World, signed_in: SignedIn) -> None:
    pages = [
        reverse("documents:documents", args=[world.group.pk]),
        reverse("groups:group", args=[world.group.pk]),
        reverse("home"),
    ]
    counted = []
    for count in (FEW, MANY - FEW):
        _documents(world.group, world.alice, count)
        counted.append(queries(signed_in(world.bob), *pages))
    assert counted[0] == counted[1]


def test_pages_of_a_document_cost_the_same_for_any_number_of_chapters_and_comments(
    world: World, signed_in: SignedIn
) -> None:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[])
    counted = []
    for chapters, threads in ((2, FEW), (18, MANY - FEW)):
        for part in _chapters(document, world, chapters):
            _talk(part, world.bob, threads // chapters)
        counted.append(queries(signed_in(world.alice), *_pages_of(document)))
    assert counted[0] == counted[1]


def test_comments_of_a_chapter_cost_the_same_for_any_number_of_them(
    world: World, signed_in: SignedIn
) -> None:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "Cel.")])
    part, counted = document.parts.get(), []
    pages = [
        *(f"{reverse('documents:part_comments', args=[part.pk])}?show={show}" for show in SHOWN),
        f"{reverse('documents:part_suggestions', args=[part.pk])}?show=all",
        reverse("documents:edit_part", args=[part.pk]),
        reverse("documents:comment_marks", args=[part.pk]),
        reverse("documents:suggestion_marks", args=[part.pk]),
    ]
    for count in (FEW, MANY - FEW):
        _talk(part, world.bob, count)
        counted.append(queries(signed_in(world.bob), *pages))
    assert counted[0] == counted[1]


def test_a_thread_costs_the_same_for_any_number_of_answers(world: World, signed_in: SignedIn) -> None:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "Cel.")])
    _talk(document.parts.get(), world.bob, 1)
    thread, counted = CommentThread.objects.get(), []
    for count in (FEW, MANY - FEW):
        _answers(thread, world.alice, count)
        counted.append(queries(signed_in(world.bob), thread.get_absolute_url()))
    assert counted[0] == counted[1]


def test_versions_cost_the_same_for_any_number_of_them(world: World, signed_in: SignedIn) -> None:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "Cel.")])
    counted = []
    for count in (FEW, MANY - FEW):
        first = document.versions.count()
        Version.objects.bulk_create(
            Version(document=document, number=first + place, name="Wersja", title="Plan", author=world.alice)
            for place in range(1, count + 1)
        )
        pages = [reverse("documents:versions", args=[document.pk]), document.get_absolute_url()]
        counted.append(queries(signed_in(world.bob), *pages))
    assert counted[0] == counted[1]


def test_a_page_shows_a_share_of_a_long_discussion(world: World, signed_in: SignedIn) -> None:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[])
    for part in _chapters(document, world, 12):
        _talk(part, world.bob, 8)
    page = signed_in(world.bob).get(document.get_absolute_url()).content.decode()
    assert page.count('class="comment-thread"') == 60
    assert page.count("<span data-count>8</span>") == 12


def test_a_short_discussion_is_shown_in_the_order_of_the_text(world: World, signed_in: SignedIn) -> None:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[])
    first, second = _chapters(document, world, 2)
    _talk(first, world.bob, 3)
    _talk(second, world.bob, 12)
    CommentThread.objects.filter(part=first, at=0).update(at=99)
    page = signed_in(world.bob).get(document.get_absolute_url())
    talks = [page.content.decode().split(f'id="comments-{part.pk}"')[1] for part in (first, second)]
    keys = CommentThread.objects.filter(part=first).order_by("at").values_list("pk", flat=True)
    places = [talks[0].index(f'id="comment-thread-{key}"') for key in keys]
    assert places == sorted(places)
    assert talks[1].count('class="comment-thread"') == 10


def test_whether_a_version_shows_a_picture_is_looked_up_not_read(world: World, signed_in: SignedIn) -> None:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[])
    shown, hidden = (
        store_image(document, by=world.alice, content=content, name="x") for content in (png(), photo())
    )
    text = f"{markdown_of(shown, 'Mapa')}\n\nTeż: ![](/files/{shown.pk}) i ![](/files/{world.group.pk})"
    for title in ("Mapa", "Druga"):
        add_part(document, by=world.alice, title=title, text=text)
    version = cut_version(document, by=world.alice, name="Pierwsza")
    assert list(VersionPicture.objects.values_list("version", "image")) == [(version.pk, shown.pk)]
    _close_drafts(world.group, by=world.alice)
    bob = signed_in(world.bob)
    with CaptureQueriesContext(connection) as asked:
        answers = [bob.get(image.get_absolute_url()).status_code for image in (shown, hidden)]
    assert answers == [200, 404]
    assert not [query for query in asked if "versionpart" in query["sql"].lower()]
    for image in (shown, hidden):
        image.file.delete(save=False)


def _pages_of(document: Document) -> list[str]:
    names = ("document", "chapters", "assignments", "export", "stage", "versions")
    part = document.parts.first()
    assert part
    pages = [reverse(f"documents:{name}", args=[document.pk]) for name in names]
    return [*pages, *(reverse(f"documents:{name}", args=[part.pk]) for name in ("edit_part", "targets"))]


def _documents(group: Group, by: User, count: int) -> None:
    made = Document.objects.bulk_create(
        Document(group=group, author=by, changed_by=by, title=f"Plan {number}") for number in range(count)
    )
    Part.objects.bulk_create(Part(document=document, position=1, title="Cele") for document in made)


def _chapters(document: Document, world: World, count: int) -> list[Part]:
    made = []
    for number in range(count):
        text = f"# Potrzeby\n\nAkapit {number}.\n\nTabela: Dane\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"
        part = add_part(document, by=world.alice, title="Rozdział", text=text)
        assign_part(part, by=world.alice, wanted=Assignment(owner=world.bob, owner_group=world.group))
        made.append(part)
    return made


def _talk(part: Part, by: User, count: int) -> None:
    """Threads, open and resolved, kept and lost, and suggestions."""
    common = {"document": part.document, "part": part, "author": by, "quote": "Cel."}
    threads = CommentThread.objects.bulk_create(
        CommentThread(**common, at=number, assignee=by, last_number=1) for number in range(count)
    )
    for thread in threads:
        _answers(thread, by, 1)
    Suggestion.objects.bulk_create(
        Suggestion(**common, at=number, replacement="Zamiar.", reason="Tak.") for number in range(count)
    )


def _answers(thread: CommentThread, by: User, count: int) -> None:
    first = thread.comments.count()
    Comment.objects.bulk_create(
        Comment(thread=thread, number=first + number, author=by, body="Tak.", html="<p>Tak.</p>")
        for number in range(1, count + 1)
    )


def _close_drafts(group: Group, *, by: User) -> None:
    roles: Iterable[RoleKind] = [RoleKind(role.kind) for role in group.roles.all()]
    wanted = {kind: role_permissions(group.roles.get(kind=kind)) for kind in roles}
    wanted[RoleKind.MEMBER] -= {"view_draft"}
    set_permissions(group, by=by, wanted=wanted)

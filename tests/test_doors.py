"""The one door, held by the source: who fetches protected objects, and who tells the log what happened.

Read from the syntax trees. Outside the doors, an object may be looked up by its identity (pk, slug, name)
only when that comes from an object that a door has given (`thread.pk`). What else there is, is named here
with its reason, and a reason that is no longer needed fails as well.
"""

import ast
from collections.abc import Iterator

from tests.house import Module, modules

PROTECTED = {
    "Blueprint",
    "Comment",
    "CommentThread",
    "Consultation",
    "Document",
    "Group",
    "Image",
    "Job",
    "Membership",
    "Part",
    "Post",
    "Remark",
    "Report",
    "ShareLink",
    "StagedImport",
    "StagedPicture",
    "Suggestion",
    "Thread",
    "Version",
}
IDENTITY = {"pk", "id", "slug", "name", "pk__in", "id__in", "token_hash"}
OTHER_FETCHES = {
    "documents/comments/people.py": "the groups that own chapters of a document that the door has let in",
    "documents/comments/showing.py": "the event names the thread; the topic's door was asked",
    "documents/consultations/actions.py": "asks whether a slug is free",
    "documents/consultations/fragments.py": "the event names the remark; the topic's door was asked",
    "documents/drafts/actions.py": "the part of a room or a request that the door has let in",
    "documents/drafts/log.py": "the part of a room or a request that the door has let in",
    "documents/drafts/projection.py": "the part of a room that the door has let in",
    "documents/management/commands/import_draft.py": "finds the number of a group, then asks the door",
    "documents/suggestions/showing.py": "the event names the suggestion; the topic's door was asked",
    "documents/versions/pictures.py": "which addresses in a text are pictures; the door asks the version",
    "groups/directory/forms.py": "offers the groups that the person manages",
    "groups/management/commands/import_thread.py": "an administrator names a group, the door asks --by",
    "platform/kes/jobs/performing.py": "the job that the runner has claimed and handed to its child",
    "groups/threads/fragments.py": "the event names the post; the topic's door was asked",
}
FINDERS = {
    "documents/consultations/desk_views.py": "a remark by its number among those of a consultation",
    "platform/kes/accounts/views.py": "among one's own organisations",
}
PUBLISHERS = {"record", "record_access", "announce"}
OTHER_PUBLISHERS = {
    "documents/comments/keeping.py": "a step of the projection: in nobody's name",
    "documents/drafts/rewriting.py": "tells rooms that the log has grown, after the action",
    "documents/drafts/writing.py": "tells rooms that the log has grown, after the action",
    "groups/threads/importing.py": "the action of import_thread",
    "platform/kes/live/farewell.py": "signs sockets out, which is no event",
}
DOORS = {"platform/kes/access.py", "platform/kes/jobs/access.py", "groups/access.py", "documents/access.py"}
MODULES = [module for module in modules() if module.name not in DOORS]


def test_nobody_goes_around_the_door_with_djangos_shortcuts() -> None:
    found = [
        f"{module.name}: {alias.name}"
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in {"get_object_or_404", "get_list_or_404", "aget_object_or_404"}
    ]
    assert found == []


def test_only_doors_look_protected_objects_up() -> None:
    found = {module.name: list(_look_ups(module)) for module in MODULES}
    lines = {name: look_ups for name, look_ups in found.items() if look_ups}
    assert set(lines) == set(OTHER_FETCHES), f"ask the door instead, or say why not in {__name__}: {lines}"


def test_only_doors_find() -> None:
    assert _importers("kes.access", {"find"}) == set(FINDERS)


def test_only_actions_say_what_happened() -> None:
    found = _importers("kes.live.events", PUBLISHERS)
    others = {name for name in found if not name.endswith("/actions.py")}
    assert others == set(OTHER_PUBLISHERS), "record and announce belong into actions.py"


def test_nobody_publishes_through_the_module() -> None:
    found = [
        f"{module.name}:{node.lineno}"
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in PUBLISHERS
        and isinstance(node.value, ast.Name)
        and node.value.id == "events"
    ]
    assert found == []


def test_the_reader_of_sources_notices_a_look_up() -> None:
    source = "Thread.objects.all().filter(pk=request.GET['thread'])\nPost.objects.get(pk=post.pk)"
    assert [ast.unparse(call.func) for call in _suspicious(ast.parse(source))] == [
        "Thread.objects.all().filter"
    ]


def _importers(source: str, names: set[str]) -> set[str]:
    return {
        module.name
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module == source
        if names & {alias.name for alias in node.names}
    }


def _look_ups(module: Module) -> Iterator[str]:
    for call in _suspicious(module.tree):
        yield f"line {call.lineno}: {ast.unparse(call)[:80]}"


def _suspicious(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or _root(node.func) not in PROTECTED or _creates(node):
            continue
        if any(keyword.arg in IDENTITY and not _own(keyword.value) for keyword in node.keywords):
            yield node


def _creates(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "create"


def _root(node: ast.expr) -> str:
    """The model at the beginning of `Model.objects.a().b`, else nothing."""
    while isinstance(node, ast.Attribute | ast.Call):
        inner = node.func if isinstance(node, ast.Call) else node.value
        if (
            isinstance(node, ast.Attribute)
            and node.attr in {"objects", "every"}
            and isinstance(inner, ast.Name)
        ):
            return inner.id
        node = inner
    return ""


def _own(value: ast.expr) -> bool:
    """The identity of an object at hand: `thread.pk`, `part.document_id`."""
    return isinstance(value, ast.Attribute) and (value.attr == "pk" or value.attr.endswith("_id"))

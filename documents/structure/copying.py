"""A chapter's log under another chapter: the same updates by the same authors at the same time.

Half of a divided chapter begins so: every character keeps its author, and anchors keep their characters.
"""

from django.db import connection

from documents.drafts.models import Part, PartClient, PartSnapshot, PartUpdate

KEPT = (
    "owner",
    "owner_through",
    "former_owner",
    "owner_group",
    "restricted",
    "status",
    "deadline",
    "language",
)
_UPDATE = ("seq", "author_id", "session", "msg_no", "update", "created")
_CLIENT = ("client", "user_id", "clock")
_SNAPSHOT = ("seq", "state", "created")


def copy_log(part: Part, seq: int, *, title: str) -> Part:
    """The caller holds the lock of `part`, which stands at `seq`."""
    kept = {name: getattr(part, name) for name in KEPT}
    new = Part.objects.create(
        document=part.document, position=part.position + 1, title=title, head_seq=seq, **kept
    )
    for model, columns in ((PartUpdate, _UPDATE), (PartClient, _CLIENT), (PartSnapshot, _SNAPSHOT)):
        _copy(model, columns, part, new)
    return new


def _copy(
    model: type[PartUpdate | PartClient | PartSnapshot], columns: tuple[str, ...], old: Part, new: Part
) -> None:
    """One statement: a long log is not read into this process."""
    names, table = ", ".join(f'"{name}"' for name in columns), model._meta.db_table
    sql = f"INSERT INTO {table} (part_id, {names}) SELECT %s, {names} FROM {table} WHERE part_id = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [Part._meta.pk.get_db_prep_value(part.pk, connection) for part in (new, old)])

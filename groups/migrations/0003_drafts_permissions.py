"""Permissions for commenting, suggesting, ordering and adopting documents, given to the roles that fit."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NEW = {
    "comment_draft": "edit_draft",
    "suggest_edit": "edit_draft",
    "manage_document": "cut_version",
    "move_document": "cut_version",
    "adopt_document": "publish_report",
}
ALL = (
    "view_group",
    "view_people",
    "view_thread",
    "open_thread",
    "post_reply",
    "moderate_threads",
    "view_draft",
    "comment_draft",
    "suggest_edit",
    "edit_draft",
    "create_document",
    "manage_document",
    "move_document",
    "adopt_document",
    "cut_version",
    "view_version",
    "view_remarks",
    "open_consultation",
    "answer_remark",
    "publish_report",
    "manage_members",
    "manage_group",
)


def give(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """In groups that exist already, whoever holds the right named beside a new one gets the new one too."""
    held_model = apps.get_model("groups", "GroupPermission")
    if not held_model.objects.exists():
        return
    permission_model = apps.get_model("auth", "Permission")
    content_type = apps.get_model("contenttypes", "ContentType").objects.get(
        app_label="groups", model="group"
    )
    for codename, like in NEW.items():
        permission, _created = permission_model.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": codename.replace("_", " ")}
        )
        rows = held_model.objects.filter(permission__codename=like)
        held_model.objects.bulk_create(
            [
                held_model(permission=permission, group_id=group, content_object_id=pk)
                for group, pk in rows.values_list("group", "content_object")
            ],
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):
    dependencies = [("groups", "0002_initial")]

    operations = [
        migrations.AlterModelOptions(
            name="group",
            options={
                "default_permissions": (),
                "ordering": ("sort_name",),
                "verbose_name": "group",
                "permissions": tuple((codename, codename.replace("_", " ")) for codename in ALL),
            },
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]

"""A person owns a chapter through a group; those who left before this give their chapters back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q
from django.utils import timezone


def say_through_which(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The document's group first, then one that writes in the document."""
    parts, memberships = apps.get_model("documents", "Part"), apps.get_model("groups", "Membership")
    today = timezone.localdate()
    current = memberships.objects.filter(Q(until=None) | Q(until__gte=today), since__lte=today)
    for part in parts.every.filter(owner__isnull=False).select_related("document"):
        home = part.document.group_id
        writing = parts.every.filter(document=part.document_id, owner_group__isnull=False)
        groups = {home, *writing.values_list("owner_group", flat=True)}
        theirs = current.filter(user=part.owner_id, group__in=groups).values_list("group", flat=True)
        found = min(theirs, key=lambda pk: (pk != home, pk != part.owner_group_id, pk), default=None)
        gone = {"owner": None, "former_owner": part.owner_id}
        parts.every.filter(pk=part.pk).update(**({"owner_through": found} if found else gone))


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0017_proposals_of_imports"),
        ("groups", "0003_drafts_permissions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="part",
            name="owner_through",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="groups.group",
            ),
        ),
        migrations.AddField(
            model_name="part",
            name="former_owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(say_through_which, migrations.RunPython.noop),
    ]

"""Chapters belong to people and groups, have a status, a deadline and a language; documents have a stage."""

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def close_what_is_locked(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("documents", "Part").objects.filter(locked=True).update(closed="locked")


def start_what_has_text(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("documents", "Part").objects.filter(head_seq__gt=0).update(status="work")


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_initial"),
        ("groups", "0003_drafts_permissions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="part",
            options={"base_manager_name": "every", "ordering": ("position",)},
        ),
        migrations.AlterModelManagers(
            name="part",
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("every", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name="document",
            name="stage",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("review", "internal review"),
                    ("consultation", "consultation"),
                    ("approved", "approved"),
                    ("adopted", "adopted"),
                    ("archived", "archived"),
                ],
                default="draft",
                max_length=12,
                verbose_name="stage",
            ),
        ),
        migrations.AddField(
            model_name="part",
            name="closed",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", ""),
                    ("locked", "locked"),
                    ("approved", "approved"),
                    ("archived", "archived"),
                    ("removed", "removed"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="part",
            name="deadline",
            field=models.DateField(blank=True, null=True, verbose_name="deadline"),
        ),
        migrations.AddField(
            model_name="part",
            name="language",
            field=models.CharField(
                choices=[
                    ("pl", "Polish"),
                    ("en", "English"),
                    ("de", "German"),
                    ("uk", "Ukrainian"),
                    ("cs", "Czech"),
                    ("sk", "Slovak"),
                ],
                default="pl",
                max_length=2,
                verbose_name="language",
            ),
        ),
        migrations.AddField(
            model_name="part",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="part",
            name="owner_group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="parts",
                to="groups.group",
            ),
        ),
        migrations.AddField(
            model_name="part",
            name="removed",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="part",
            name="restricted",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="part",
            name="status",
            field=models.CharField(
                choices=[
                    ("planned", "planned"),
                    ("work", "in work"),
                    ("ready", "ready"),
                    ("approved", "approved"),
                ],
                default="planned",
                max_length=8,
                verbose_name="status",
            ),
        ),
        migrations.RunPython(close_what_is_locked, migrations.RunPython.noop),
        migrations.RunPython(start_what_has_text, migrations.RunPython.noop),
    ]

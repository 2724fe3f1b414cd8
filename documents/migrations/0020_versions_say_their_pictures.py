"""Which pictures a version shows, in rows; those of older versions are read from their texts once."""

import re

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_ADDRESS = re.compile(r"/files/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


def read_old_versions(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    pictures = apps.get_model("documents", "VersionPicture")
    texts = apps.get_model("documents", "VersionPart")
    known = {str(pk) for pk in apps.get_model("documents", "Image").objects.values_list("pk", flat=True)}
    rows = texts.objects.filter(text__contains="/files/").values_list("version", "text")
    for version, text in rows.iterator(chunk_size=50):
        found = known & {*_ADDRESS.findall(text)}
        pictures.objects.bulk_create(
            [pictures(version_id=version, image_id=key) for key in sorted(found)], ignore_conflicts=True
        )


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0019_names_stay_with_headings"),
    ]

    operations = [
        migrations.CreateModel(
            name="VersionPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="documents.image",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="documents.version",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "image"), name="version_picture_once"),
                ],
            },
        ),
        migrations.RunPython(read_old_versions, migrations.RunPython.noop),
    ]

"""A heading keeps the names it was known by; its mark tells which heading it is."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0018_owners_are_people_of_a_group"),
    ]

    operations = [
        migrations.AddField(
            model_name="part",
            name="marks",
            field=models.JSONField(default=None, null=True),
        ),
        migrations.CreateModel(
            name="TargetName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("mark", models.CharField(max_length=100)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="target_names",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("document", "name"), name="target_name_once"),
                ],
            },
        ),
    ]

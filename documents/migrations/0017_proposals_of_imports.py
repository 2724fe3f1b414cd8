from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0016_versions_are_kept_or_named"),
    ]

    operations = [
        migrations.AddField(
            model_name="stagedimport",
            name="proposals",
            field=models.JSONField(default=list),
        ),
    ]

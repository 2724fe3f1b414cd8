"""manage.py keep_versions: automatic versions of changed documents, for a clock (cron) to call."""

from typing import Any

from django.core.management.base import BaseCommand

from documents.drafts.models import Document
from documents.versions.clock import keep_due


class Command(BaseCommand):
    help = "Keeps an automatic version of every document changed since its last one; call it every hour."

    def handle(self, *args: Any, **options: Any) -> None:
        kept = keep_due(Document.objects.all())
        self.stdout.write(f"{len(kept)} kept")

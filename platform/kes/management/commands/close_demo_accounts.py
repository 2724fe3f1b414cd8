"""Closes the accounts of the demonstration: nobody can sign in with them any more, what they wrote stays."""

from typing import Any

from django.core.management.base import BaseCommand

from kes.production import close_demo_accounts


class Command(BaseCommand):
    help = "Close the accounts of the demonstration (addresses in *.example); what they wrote stays."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Closed accounts: {close_demo_accounts()}")

"""manage.py load_demo: the demonstration into an empty database; otherwise says only who can sign in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from documents.demo.cast import demo_people
from documents.demo.load import load
from kes.accounts.models import User


class Command(BaseCommand):
    help = "Fills an empty database with invented people, discussions and documents; never in production."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Demonstration accounts have a known password: not with KES_ENV=production.")
        if not User.objects.exists():
            load(password=settings.KES_DEMO_PASSWORD)
        self._name_the_accounts()

    def _name_the_accounts(self) -> None:
        """Only accounts that this password opens are named: somebody may have changed it."""
        password = settings.KES_DEMO_PASSWORD
        users = {
            user.email: user for user in User.objects.filter(email__in=[mail for _, _, mail in demo_people()])
        }
        lines = [
            f"  {email:<42} {role:<12} {name}"
            for role, name, email in demo_people()
            if email in users and users[email].check_password(password)
        ]
        if lines:
            self.stdout.write("\n".join([f"Demonstration accounts, password {password}", *lines]))

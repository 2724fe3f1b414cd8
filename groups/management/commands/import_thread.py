"""manage.py import_thread FILE --group ID|name --title T [--by E-MAIL]: a debate becomes a thread."""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import Http404

from groups.access import group_for
from groups.directory.models import Group
from groups.threads.importing import Unreadable, import_speeches, read_speeches
from kes.accounts.models import User


class Command(BaseCommand):
    help = "Import a debate (JSON Lines: speaker, person, role, affiliation, text) as a thread of a group."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--group", required=True, help="number or exact name of the group")
        parser.add_argument("--title", required=True, help="title of the thread, at most 200 characters")
        parser.add_argument("--by", help="e-mail of the person who opens the thread")

    def handle(self, *args: Any, file: Path, group: str, title: str, by: str | None, **options: Any) -> None:
        if not 0 < len(title.strip()) <= 200:
            raise CommandError("--title: between 1 and 200 characters, please.")
        place, person = _group(group), _person(by)
        if person:
            _demand(person, place)
        try:
            speeches = read_speeches(file)
        except Unreadable as error:
            raise CommandError(f"{file}: {error}") from error
        thread = import_speeches(place, speeches, title=title.strip(), by=person)
        self.stdout.write(f"{thread.last_number} posts: {thread.get_absolute_url()}")


def _group(text: str) -> Group:
    found = Group.objects.filter(pk=int(text)) if text.isdecimal() else Group.objects.filter(name=text)
    if len(found) != 1:
        raise CommandError(f"--group {text}: {len(found)} groups have this number or name.")
    return found[0]


def _person(email: str | None) -> User | None:
    person = User.objects.filter(email__iexact=email).first() if email else None
    if email and not person:
        raise CommandError(f"--by {email}: nobody has this e-mail.")
    return person


def _demand(person: User, group: Group) -> None:
    try:
        group_for(person, group.pk, "groups.open_thread")
    except (PermissionDenied, Http404) as error:
        raise CommandError(f"--by {person.email}: may not open threads in {group.name}.") from error

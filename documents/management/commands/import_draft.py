"""manage.py import_draft FILE --group GROUP: a document of any readable format becomes a draft."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.http import Http404

from documents.imports.actions import create_from, stage
from documents.imports.choices import Choices
from documents.imports.showing import account
from documents.imports.wording import refusal
from groups.access import group_for
from groups.directory.models import Group
from groups.membership.models import Membership
from kes.access import Refused
from kes.accounts.models import User
from kes.intake import LARGEST, Refusal, read


class Command(BaseCommand):
    help = "Imports a document (DOCX, ODT, HTML, Markdown, plain text) as a draft; its chapters become parts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--group", required=True, help="number or name of the group")
        parser.add_argument("--title", help="default: the first heading of the file")
        parser.add_argument("--by", help="e-mail of a person who may create documents there")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            author = _author(options["by"], options["group"])
            group = group_for(author, _group_key(options["group"]), "groups.create_document")
            with options["file"].open("rb") as file:
                intake = read(file.read(LARGEST + 1), name=options["file"].name)
            staged = stage(group, by=author, intake=intake, name=options["file"].name)
            choices = Choices(staged, {"title": options["title"] or ""})
            losses = account(staged)["losses"]
            document = create_from(staged, choices, by=author)
        except Refusal as error:
            raise CommandError(refusal(error.code, error.values)) from error
        except (OSError, ValidationError) as error:
            raise CommandError(str(error)) from error
        except (Http404, Refused) as error:
            raise CommandError(f"{options['by']} may not create documents in {options['group']!r}") from error
        count = document.parts.count()
        self.stdout.write(f"{document.title}: {count} parts, {document.get_absolute_url()}")
        for loss in losses:
            self.stdout.write(f"  {loss['count']} × {loss['label']}")


def _group_key(group: str) -> int:
    if group.isdecimal():
        return int(group)
    keys = list(Group.objects.filter(name=group).values_list("pk", flat=True)[:2])
    if len(keys) != 1:
        raise CommandError(f"{len(keys)} groups are called {group!r}; give the number")
    return keys[0]


def _author(email: str | None, group: str) -> User:
    """The person named, else a facilitator of the group."""
    if email:
        user = User.objects.filter(email=email.lower()).first()
        if user is None:
            raise CommandError(f"nobody has the e-mail {email}")
        return user
    facilitators = Membership.objects.current().filter(group=_group_key(group), role__kind="facilitator")
    membership = facilitators.select_related("user").first()
    if membership is None:
        raise CommandError("the group has no facilitator; say --by E-MAIL")
    return membership.user

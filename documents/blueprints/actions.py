"""Documents made from blueprints, and blueprints made from documents."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from documents.blueprints.library import Chapter
from documents.blueprints.models import Blueprint, BlueprintChapter
from documents.drafts.actions import create_document
from documents.drafts.models import Document
from documents.drafts.projection import bring_up_to_date
from groups.directory.models import Group
from kes.accounts.models import User
from kes.live.events import record


@transaction.atomic
def create_from(group: Group, *, by: User, title: str, chapters: Iterable[Chapter]) -> Document:
    found = list(chapters)
    parts = [(chapter.title, chapter.text) for chapter in found]
    document = create_document(group, by=by, title=title, parts=parts)
    for part, chapter in zip(document.parts.all(), found, strict=True):
        part.instructions = chapter.instructions
        part.save(update_fields=["instructions"])
    return document


@transaction.atomic
def save_blueprint(
    document: Document, *, by: User, name: str, about: str = "", texts: bool = False
) -> Blueprint:
    """The document's chapters with their instructions; with `texts` also what is written in them."""
    blueprint = Blueprint.objects.create(group=document.group, name=name, about=about, author=by)
    parts = [bring_up_to_date(part) for part in document.parts.all()]
    _keep(
        blueprint,
        [Chapter(part.title, part.instructions, part.text if texts else "") for part in parts],
    )
    _record("blueprint.saved", blueprint, by=by)
    return blueprint


@transaction.atomic
def change_blueprint(
    blueprint: Blueprint, *, by: User, name: str, about: str, chapters: Iterable[Chapter]
) -> None:
    blueprint.name, blueprint.about, blueprint.changed = name, about, timezone.now()
    blueprint.save(update_fields=["name", "about", "changed"])
    blueprint.chapters.all().delete()
    _keep(blueprint, chapters)
    _record("blueprint.changed", blueprint, by=by)


@transaction.atomic
def delete_blueprint(blueprint: Blueprint, *, by: User) -> None:
    """Documents that were made from it stay as they are."""
    _record("blueprint.deleted", blueprint, by=by)
    blueprint.delete()


def _keep(blueprint: Blueprint, chapters: Iterable[Chapter]) -> None:
    BlueprintChapter.objects.bulk_create(
        BlueprintChapter(blueprint=blueprint, position=place, **vars(chapter))
        for place, chapter in enumerate(chapters, start=1)
    )


def _record(kind: str, blueprint: Blueprint, *, by: User) -> None:
    data: dict[str, Any] = {"blueprint": blueprint.pk, "name": blueprint.name}
    group = blueprint.group_id
    record(kind, by=by, topics=[f"documents.{group}"], about=blueprint, group=group, data=data)

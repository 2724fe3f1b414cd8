"""The door's hinge: fetch an object for a visitor, or refuse.

What a visitor may not see does not exist for him (404); what he sees but may not do is refused (403).
Every feature's access.py is built on these two functions; nobody else fetches a protected object.
"""

from collections.abc import Container
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from kes.accounts.models import User

Visitor = User | AnonymousUser
M = TypeVar("M", bound=Model)


class Refused(PermissionDenied):
    """The visitor sees the object but may not do this with it."""


def find(objects: QuerySet[M], **lookup: object) -> M:
    """Return the one object; raise Http404 when there is none or the key makes no sense."""
    try:
        return objects.get(**lookup)
    except (ObjectDoesNotExist, ValueError, ValidationError, OverflowError) as error:
        raise Http404(_("This page does not exist, or you do not have access to it.")) from error


def demand(held: Container[str], needed: str, *, visible: str) -> None:
    """Raise Http404 without the permission to see, Refused without the one needed."""
    if visible not in held:
        raise Http404(_("This page does not exist, or you do not have access to it."))
    if needed not in held:
        raise Refused(_("Your role in this group does not allow this."))

"""The signed-in person of a request, with his true type."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from kes.accounts.models import User


def person_of(request: HttpRequest) -> User:
    """Raises PermissionDenied for a visitor who is not signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user

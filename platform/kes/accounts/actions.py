"""What people change about themselves."""

from typing import Any

from django.db import transaction

from kes.accounts.models import Affiliation, Organisation, User


def affiliate(user: User, *, organisation: Organisation, function: str) -> Affiliation:
    """Note that the person belongs to the organisation; a second time changes the function."""
    affiliation, _made = Affiliation.objects.update_or_create(
        user=user, organisation=organisation, defaults={"function": function}
    )
    return affiliation


@transaction.atomic
def found_organisation(*, by: User, function: str, **fields: Any) -> Organisation:
    """Put an organisation on the list; who does so belongs to it."""
    organisation = Organisation.objects.create(**fields)
    affiliate(by, organisation=organisation, function=function)
    return organisation


def set_language(user: User, language: str) -> None:
    User.objects.filter(pk=user.pk).update(language=language)


def deactivate(user: User) -> None:
    """Close the account: the person cannot sign in, open pages stop hearing anything (live/farewell.py)."""
    user.is_active = False
    user.save(update_fields=["is_active"])

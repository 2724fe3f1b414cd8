"""Closes the sockets of those who sign out, change their password or lose their account.

A new password ends every session but the one that set it. All sockets are closed: those whose session still
counts come back by themselves.
"""

from collections.abc import Iterable
from typing import Any

from allauth.account.signals import password_changed, password_reset
from django.contrib.auth.signals import user_logged_out
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from kes.accounts.models import User
from kes.live.events import ACCESS, announce
from kes.live.listeners import mark


@receiver(user_logged_out)
def session_ended(request: HttpRequest, **more: Any) -> None:
    if key := request.session.session_key:
        _tell(session=mark(key))


@receiver(password_changed)
@receiver(password_reset)
def password_is_new(user: User, **more: Any) -> None:
    _tell(people=[user.pk])


@receiver(post_save, sender=User)
def account_changed(instance: User, **more: Any) -> None:
    if not instance.is_active:
        _tell(people=[instance.pk])


def _tell(session: str = "", people: Iterable[int] = ()) -> None:
    message = {"type": "signed_out", "topic": ACCESS, "session": session, "people": list(people)}
    transaction.on_commit(lambda: announce(message), robust=True)

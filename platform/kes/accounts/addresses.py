"""Whose an e-mail address is: of the person who confirmed it, whoever signed up with it before."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.views import EmailView
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kes.accounts.models import User


class AddressesView(EmailView):  # type: ignore[misc]
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An account that somebody uses keeps its address; the person reads so, and nothing is changed."""
        try:
            with transaction.atomic():
                answer: HttpResponse = super().post(request, *args, **kwargs)
        except IntegrityError:
            words = _("This address belongs to another account, so it was not made the primary one.")
            messages.error(request, words)
            return redirect("account_email")
        return answer


addresses = AddressesView.as_view()


@receiver(post_save, sender=EmailAddress)
def release(instance: EmailAddress, **more: Any) -> None:
    """A sign-up that was never confirmed holds no address of a person who confirmed it.

    Such an account goes, unless somebody signed in with it or gave it anything: a membership, for example.
    Before allauth writes a primary address into the account: there it may stand once only.
    """
    if not instance.verified:
        return
    others = User.objects.filter(email__iexact=instance.email).exclude(pk=instance.user_id)
    unused = others.filter(last_login=None, is_staff=False, is_superuser=False)
    for stranger in unused.exclude(emailaddress__verified=True):
        try:
            with transaction.atomic():
                stranger.delete()
        except ProtectedError:
            continue

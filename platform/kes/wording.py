"""Texts of Django and allauth that our Polish catalogue words in its own way.

Ours is found before theirs. They speak to a man, familiarly; public pages address „Państwo” or nobody.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

OURS = (
    gettext_noop("Enter a valid email address."),
    gettext_noop("Forgot your password?"),
    gettext_noop("Enter your password:"),
    gettext_noop("Please reauthenticate to safeguard your account."),
    gettext_noop("The email address and/or password you specified are not correct."),
    gettext_noop("Your password can’t be too similar to your other personal information."),
    gettext_noop("Your password can’t be a commonly used password."),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
        "min_length",
    ),
)

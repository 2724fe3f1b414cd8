"""Chooses the language: the visitor's cookie, else the person's own setting, else Polish.

Signing in puts the person's own setting into the cookie, so that a shared computer does not keep the language
of whoever used it before.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from kes.accounts.models import User

LANGUAGES = {code for code, _name in settings.LANGUAGES}


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        if language := getattr(request, "language_of_person", None):
            keep_language(response, language)
        return response


def language_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) or getattr(request.user, "language", "")
    return chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE


def keep_language(response: HttpResponse, language: str) -> None:
    year = 365 * 24 * 60 * 60
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=year, samesite="Lax", secure=secure)


@receiver(user_logged_in)
def signed_in(request: HttpRequest | None, user: User, **more: Any) -> None:
    if request is not None:
        request.language_of_person = user.language  # type: ignore[attr-defined]

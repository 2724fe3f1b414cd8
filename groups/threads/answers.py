"""How the writing views answer: a redirect for browsers without scripts, JSON for those with."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from groups.threads.fragments import fragments, mine
from groups.threads.keeping import forget, wants_json
from groups.threads.models import Post

T = TypeVar("T")
ACCEPTED = "accepted"  # cookie: the page after a redirect may forget the text it kept (kept-form.js)


def submit(form: forms.Form, action: Callable[..., T]) -> T | None:
    """Run the action with the form's fields; None when either refused, and then the form says why."""
    if not form.is_valid():
        return None
    try:
        return action(**form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return None


def accepted(
    request: HttpRequest, url: str, post: Post | None = None, *, kept_as: str | None = None
) -> HttpResponse:
    """`kept_as` is the form's data-keep, where that is not the address it was sent to."""
    forget(request)
    if wants_json(request):
        return JsonResponse({"url": url, **_shown(request, post)}, status=201)
    return named(request, redirect(url), kept_as)


def named(request: HttpRequest, response: HttpResponse, kept_as: str | None = None) -> HttpResponse:
    """The response with the name of the form whose text the browser need not keep any more."""
    name = kept_as or request.path
    response.set_cookie(ACCEPTED, name, max_age=60, samesite="Lax", secure=request.is_secure())
    return response


def refused(request: HttpRequest, form: forms.Form) -> HttpResponse | None:
    """The errors as JSON, when scripts asked and there are some; else the page is shown again."""
    return errors(form) if wants_json(request) and form.errors else None


def errors(form: forms.Form) -> JsonResponse:
    return JsonResponse({"errors": [text for texts in form.errors.values() for text in texts]}, status=400)


def status(form: forms.Form) -> int:
    return 400 if form.is_bound and form.errors else 200


def _shown(request: HttpRequest, post: Post | None) -> dict[str, Any]:
    if post is None:
        return {}
    html = mine(fragments(Post.objects.filter(pk=post.pk)), request.user)
    return {"id": post.pk, "number": post.number, "html": html}

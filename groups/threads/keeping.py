"""A text sent by somebody whose login had expired waits in the session and returns to its form.

It is bound to the person who was signed in when the form was shown: the next person at the same computer does
not see it. The browser keeps texts by itself too (scripts/elements/kept-form.js); this works without scripts.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from kes.accounts.models import User

P = ParamSpec("P")
SLOT = "kept_texts"
MOST = 3  # forms


class SignedRequest(HttpRequest):
    """A request of a person who is signed in."""

    user: User


def signed_in(
    view: Callable[Concatenate[SignedRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Send anonymous visitors to sign in, keep what they had written, and lead them back to the form."""

    @wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)  # type: ignore[arg-type]
        if wants_json(request):
            return JsonResponse({"errors": [_("You are signed out.")]}, status=401)
        if request.method != "POST":
            return redirect_to_login(request.get_full_path())
        _keep(request)
        return redirect_to_login(request.POST.get("back") or request.path)

    return inner


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def kept(request: HttpRequest, path: str) -> dict[str, Any]:
    """The fields that this person sent to `path` while signed out; empty when there are none."""
    fields: dict[str, Any] = request.session.get(SLOT, {}).get(path, {})
    return fields if fields.get("writer") == str(request.user.pk) else {}


def forget(request: HttpRequest) -> None:
    """The text sent to this address was accepted."""
    if request.session.get(SLOT, {}).pop(request.path, None):
        request.session.modified = True


def _keep(request: HttpRequest) -> None:
    fields = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    if sum(map(len, fields.values())) > 2 * settings.POST_LENGTH:
        return
    texts = request.session.get(SLOT, {}) | {request.path: fields}
    request.session[SLOT] = dict(list(texts.items())[-MOST:])

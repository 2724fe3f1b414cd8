"""A text sent by somebody whose login has expired comes back on a page from which it can be sent again.

It is kept nowhere, however long it is, and needs no scripts. Signing in in another tab changes the secret of
all forms: what is sent from a page of before is refused, and comes back once more with the new secret.
Nothing is saved on the way, and only what this site's own pages sent is shown.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def sendable_again(text: str) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """As login_required; `text` is the field that is worth showing, the others come along unseen."""

    def decorate(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @csrf_exempt  # the secret is asked for here, where the answer can hold what was typed
        @wraps(view)
        def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if refusal := _csrf.process_view(request, view, (), {}):
                return _again(request, text, status=403) if _from_here(request) else refusal
            if request.user.is_authenticated:
                return view(request, *args, **kwargs)
            if _wants_json(request):
                return JsonResponse({"errors": [_("You are signed out.")]}, status=401)
            if request.method != "POST":
                return redirect_to_login(request.get_full_path())
            return _again(request, text, status=401)

        return inner

    return decorate


def _again(request: HttpRequest, text: str, *, status: int) -> HttpResponse:
    fields = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    context = {"name": text, "text": fields.pop(text, ""), "others": fields, "files": bool(request.FILES)}
    return render(request, "send_again.html", context, status=status)


def _from_here(request: HttpRequest) -> bool:
    """Another site must not put its words before a person who would only have to agree."""
    own = f"{request.scheme}://{request.get_host()}"
    return not _wants_json(request) and request.headers.get("Origin") in {own, *settings.CSRF_TRUSTED_ORIGINS}


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


_csrf = CsrfViewMiddleware(_nothing)

"""Threads of a group, one thread: opening, reading, answering, closing it; the preview of Markdown."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from groups.access import group_for, permissions, thread_for, thread_with_rights
from groups.directory.frame import frame
from groups.threads import actions
from groups.threads.answers import accepted, errors, refused, status, submit
from groups.threads.forms import PreviewForm, ReplyForm, ThreadForm
from groups.threads.fragments import mine, window_html
from groups.threads.keeping import SignedRequest, kept, signed_in, wants_json
from groups.threads.models import Thread
from groups.threads.reading import MOST, PAGE, advance, place, window, with_unread
from groups.threads.text import quotation, to_html
from kes.live.events import head

THREADS_A_PAGE = 30


@require_GET
def threads(request: HttpRequest, pk: int) -> HttpResponse:
    group = group_for(request.user, pk, "groups.view_thread")
    listed = group.threads.select_related("author", "last_author").order_by("-last_at", "-pk")
    page = Paginator(with_unread(listed, request.user), THREADS_A_PAGE).get_page(request.GET.get("page"))
    context = frame(request.user, group) | {"page_obj": page, "seq": head(f"threads.{pk}")}
    return render(request, "groups/threads/threads.html", context)


@signed_in
def new_thread(request: SignedRequest, pk: int) -> HttpResponse:
    group = group_for(request.user, pk, "groups.open_thread")
    form = ThreadForm(request.POST or None, initial=kept(request, request.path))
    if request.method == "POST":
        thread = submit(form, lambda **fields: actions.open_thread(group, by=request.user, **fields))
        if thread:
            return accepted(request, thread.get_absolute_url())
    context = {"group": group, "form": form}
    return refused(request, form) or render(request, "groups/threads/new.html", context, status=status(form))


@require_GET
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    subject, held = thread_with_rights(request.user, pk)
    form = ReplyForm(thread=subject, initial=_beginning(request, subject))
    return _thread_page(request, subject, held, form)


@require_GET
def posts(request: HttpRequest, pk: int) -> HttpResponse:
    """A window of the thread for the page that is already open; `size` posts, if that is not too many."""
    subject = thread_for(request.user, pk)
    size = min(MOST, max(PAGE, _number(request.GET.get("size"))))
    shown = window(subject.last_number, **_asked(request), size=size)
    # numbers in a header, posts as they are: writing a megabyte as JSON costs more than finding it
    answer = HttpResponse(mine(window_html(subject, shown), request.user))
    answer["X-Window"] = f"{shown.first}-{shown.last}/{shown.total}"
    return answer


@signed_in
@require_POST
def replies(request: SignedRequest, pk: int) -> HttpResponse:
    subject = thread_for(request.user, pk, "groups.post_reply")
    form = ReplyForm(request.POST, thread=subject)
    post = submit(form, lambda **fields: actions.post_reply(subject, by=request.user, **fields))
    if post:
        return accepted(request, post.url_in_thread, post)
    held = permissions(request.user, subject.group)
    return refused(request, form) or _thread_page(request, subject, held, form)


@signed_in
@require_POST
def read(request: SignedRequest, pk: int) -> HttpResponse:
    subject = thread_for(request.user, pk)
    advance(subject, request.user, _number(request.POST.get("number")))
    return HttpResponse(status=204) if wants_json(request) else redirect(subject)


@signed_in
@require_POST
def closing(request: SignedRequest, pk: int) -> HttpResponse:
    subject = thread_for(request.user, pk, "groups.moderate_threads")
    actions.close_thread(subject, by=request.user)
    return redirect(subject)


@signed_in
@require_POST
def reopening(request: SignedRequest, pk: int) -> HttpResponse:
    subject = thread_for(request.user, pk, "groups.moderate_threads")
    actions.reopen_thread(subject, by=request.user)
    return redirect(subject)


@signed_in
@require_POST
def preview(request: SignedRequest) -> HttpResponse:
    """The text as it will look, from the function that renders posts; as long as a post may be."""
    form = PreviewForm(request.POST)
    if not form.is_valid():
        return errors(form)
    return JsonResponse({"html": to_html(form.cleaned_data["text"])})


def _thread_page(request: HttpRequest, thread: Thread, held: frozenset[str], form: ReplyForm) -> HttpResponse:
    here = place(request.user, thread)
    shown = window(thread.last_number, read=here.read, **_asked(request))
    html = window_html(thread, shown)
    known = min(len(html), max(0, here.read + 1 - shown.first)) if here.read else 0
    context = {
        "thread": thread,
        "held": held,
        "form": form,
        "window": shown,
        "here": here,
        "known": mine(html[:known], request.user),
        "new": mine(html[known:], request.user),
    }
    return render(request, "groups/threads/thread.html", context, status=status(form))


def _beginning(request: HttpRequest, thread: Thread) -> dict[str, Any]:
    """What the reply form starts with: a text kept over a sign-in, or the quoted post, or nothing."""
    waiting = kept(request, thread.replies_url)
    if waiting:
        return waiting
    if quote := _number(request.GET.get("quote")):
        posts = thread.posts.select_related("author").filter(pk=quote, deleted=None)
        return {"body": quotation(posts[0]), "reply_to": quote} if posts else {}
    return {"reply_to": _number(request.GET.get("reply")) or ""}


def _asked(request: HttpRequest) -> dict[str, int]:
    return {name: _number(request.GET.get(name)) for name in ("at", "before", "after")}


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0

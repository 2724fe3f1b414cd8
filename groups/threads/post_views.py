"""One post: its place in the thread, its quotation, editing, deleting and its history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from groups.access import changeable_post_for, post_for
from groups.threads import actions
from groups.threads.answers import accepted, refused, status, submit
from groups.threads.forms import EditForm
from groups.threads.history import versions
from groups.threads.keeping import SignedRequest, kept, signed_in
from groups.threads.models import Post
from groups.threads.text import quotation


@require_GET
def post(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect(post_for(request.user, pk).url_in_thread)


@require_GET
def quote(request: HttpRequest, pk: int) -> HttpResponse:
    """The post as a Markdown quotation, for the reply form of a page that is already open."""
    return HttpResponse(quotation(post_for(request.user, pk)), content_type="text/plain; charset=utf-8")


@signed_in
def edit(request: SignedRequest, pk: int) -> HttpResponse:
    subject = changeable_post_for(request.user, pk)
    if subject.deleted:
        return redirect(subject.url_in_thread)
    start = {"body": subject.body, "revision": subject.revision} | kept(request, request.path)
    form = EditForm(request.POST or None, initial=start)
    if request.method == "POST":
        edited = submit(form, lambda **new: actions.edit_post(subject, by=request.user, **new))
        if edited:
            return accepted(request, edited.url_in_thread)
    return refused(request, form) or _edit_page(request, subject, form)


@signed_in
def delete(request: SignedRequest, pk: int) -> HttpResponse:
    subject = changeable_post_for(request.user, pk)
    if request.method == "POST":
        actions.delete_post(subject, by=request.user)
        return redirect(subject.url_in_thread)
    return render(request, "groups/threads/delete.html", {"post": subject, "thread": subject.thread})


@require_GET
def history(request: HttpRequest, pk: int) -> HttpResponse:
    subject = post_for(request.user, pk)
    context = {"post": subject, "thread": subject.thread, "versions": versions(subject)}
    return render(request, "groups/threads/history.html", context)


def _edit_page(request: HttpRequest, post: Post, form: EditForm) -> HttpResponse:
    post.refresh_from_db()
    # a text refused because the post changed may be sent again over the new revision: then it is meant
    changed = str(form["revision"].value()) != str(post.revision)
    context = {"post": post, "thread": post.thread, "form": form, "changed": changed}
    return render(request, "groups/threads/edit.html", context, status=status(form))

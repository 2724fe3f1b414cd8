"""One comment: editing and deleting it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from documents.access import comment_for
from documents.comments import actions
from documents.comments.answers import answered
from documents.comments.forms import EditForm
from documents.comments.models import Comment
from groups.threads.answers import refused, status, submit
from groups.threads.keeping import SignedRequest, kept, signed_in


@signed_in
def edit(request: SignedRequest, pk: int) -> HttpResponse:
    comment = comment_for(request.user, pk)
    if comment.deleted:
        return redirect(comment)
    start = {"body": comment.body, "revision": comment.revision} | kept(request, request.path)
    form = EditForm(request.POST or None, initial=start)
    if request.method == "POST":
        changed = submit(form, lambda **new: actions.edit(comment, by=request.user, **new))
        if changed:
            return answered(request, changed.thread)
    return refused(request, form) or _page(request, comment, form)


@signed_in
def delete(request: SignedRequest, pk: int) -> HttpResponse:
    comment = comment_for(request.user, pk, deleting=True)
    if request.method == "POST":
        actions.delete(comment, by=request.user)
        return answered(request, comment.thread)
    return render(request, "documents/comments/delete.html", _about(comment))


def _page(request: HttpRequest, comment: Comment, form: EditForm) -> HttpResponse:
    comment.refresh_from_db()
    # a text refused because the comment changed may be sent again over the new revision: then it is meant
    changed = str(form["revision"].value()) != str(comment.revision)
    context = _about(comment) | {"form": form, "changed": changed}
    return render(request, "documents/comments/edit.html", context, status=status(form))


def _about(comment: Comment) -> dict[str, object]:
    thread = comment.thread
    return {"comment": comment, "thread": thread, "document": thread.document, "group": thread.document.group}

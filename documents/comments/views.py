"""Pages of comments: the threads of a part, a new thread, one thread with its forms, marks for the editor."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from documents.access import comment_thread_for, document_for, part_for, part_with_rights
from documents.comments import actions, showing
from documents.comments.answers import answered
from documents.comments.forms import AssignForm, ReplyForm, ThreadForm
from documents.comments.keeping import mark
from documents.comments.mentions import answer_mentions
from documents.comments.models import CommentThread
from documents.comments.people import readers
from documents.drafts.projection import bring_up_to_date
from documents.drafts.rights import part_rights
from groups.threads.answers import refused, status
from groups.threads.keeping import SignedRequest, kept, signed_in
from kes.live.events import head
from kes.people import person_of


@login_required
@require_safe
def part_comments(request: HttpRequest, pk: UUID) -> HttpResponse:
    part, held = part_with_rights(request.user, pk)
    bring_up_to_date(part)
    which = request.GET.get("show", "open")
    page = showing.page_of(part, request.user, which, request.GET.get("page"))
    context = showing.beside(part, held, page, which, showing.FILTERS)
    fragment = "fragment" in request.GET
    return render(request, f"documents/comments/{'_list' if fragment else 'part'}.html", context)


@login_required
@require_safe
def marks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where the editor draws the open threads of the part."""
    part = bring_up_to_date(part_for(request.user, pk))
    rows = CommentThread.objects.filter(part=part, resolved=None).order_by("at", "pk")
    return JsonResponse({"marks": [mark(row) for row in rows[:2000]]})


@signed_in
def new_comment(request: SignedRequest, pk: UUID) -> HttpResponse:
    part = part_for(request.user, pk, "groups.comment_draft")
    start = {"block": request.GET.get("block", "")} | kept(request, request.path)
    form = ThreadForm(request.POST or None, initial=start, part=part)
    form.offer_paragraphs()
    if request.method == "POST" and form.is_valid():
        thread = actions.open_thread(
            part,
            by=request.user,
            body=form.cleaned_data["body"],
            passage=form.passage,
            key=form.cleaned_data["key"],
        )
        return answered(request, thread)
    context = {"part": part, "document": part.document, "group": part.document.group, "form": form}
    page = "documents/comments/new.html"
    return refused(request, form) or render(request, page, context, status=status(form))


@login_required
@require_safe
def comment_thread(request: HttpRequest, pk: int) -> HttpResponse:
    thread = comment_thread_for(request.user, pk)
    answer_mentions(thread, person_of(request))
    return thread_page(request, thread, ReplyForm(initial=kept(request, request.path)))


@signed_in
def reply(request: SignedRequest, pk: int) -> HttpResponse:
    thread = comment_thread_for(request.user, pk, "groups.comment_draft")
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.reply(thread, by=request.user, **form.cleaned_data)
        return answered(request, thread)
    return refused(request, form) or thread_page(request, thread, form)


@login_required
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    thread = comment_thread_for(request.user, pk, "groups.comment_draft")
    act = actions.reopen if request.POST.get("state") == "open" else actions.resolve
    act(thread, by=person_of(request))
    return answered(request, thread)


@login_required
@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    thread = comment_thread_for(request.user, pk, "groups.comment_draft")
    form = AssignForm(request.POST, people=readers(thread.document))
    if form.is_valid():
        actions.assign(thread, by=person_of(request), to=form.cleaned_data["to"])
        return answered(request, thread)
    return refused(request, form) or redirect(thread)


@login_required
@require_safe
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Who can be named in a comment, by name: for the field's list behind an @."""
    document = document_for(request.user, pk, "groups.comment_draft")
    found = readers(document)[:500]
    return JsonResponse({"people": [{"id": user.pk, "name": str(user)} for user in found]})


def thread_page(request: HttpRequest, thread: CommentThread, form: ReplyForm) -> HttpResponse:
    shown = showing.with_comments(CommentThread.objects.filter(pk=thread.pk)).get()
    context = {
        "thread": shown,
        "part": shown.part,
        "document": shown.document,
        "group": shown.document.group,
        "form": form,
        "assigning": AssignForm(people=readers(shown.document), initial={"to": shown.assignee_id}),
        "topic_seq": head(shown.document.topic),
        "can": part_rights(request.user, shown.part) if shown.part else frozenset(),
    }
    return render(request, "documents/comments/thread.html", context, status=status(form))

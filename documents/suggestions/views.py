"""Pages of suggestions: those of a part, new ones, one with its decision."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from documents.access import part_for, part_with_rights, suggestion_for
from documents.comments.forms import BodyField
from documents.comments.passages import Source
from documents.comments.showing import beside
from documents.drafts.models import Part
from documents.drafts.projection import bring_up_to_date
from documents.drafts.rights import part_rights
from documents.suggestions import actions, showing
from documents.suggestions.forms import ParagraphForm, SuggestForm, chosen_paragraph
from documents.suggestions.models import Suggestion
from groups.threads.answers import accepted, status
from groups.threads.forms import too_long
from groups.threads.keeping import SignedRequest, kept, signed_in, wants_json
from kes.accounts.models import User
from kes.live.events import head
from kes.people import person_of
from kes.resending import sendable_again

LONGEST_REASON = 4000  # characters: why a suggestion is rejected


@login_required
@require_safe
def part_suggestions(request: HttpRequest, pk: UUID) -> HttpResponse:
    part, held = part_with_rights(request.user, pk)
    bring_up_to_date(part)
    which = request.GET.get("show", "pending")
    page = showing.page_of(part, request.user, which, request.GET.get("page"))
    context = beside(part, held, page, which, showing.FILTERS) | {"authors": showing.authors_of(part)}
    fragment = "fragment" in request.GET
    return render(request, f"documents/suggestions/{'_list' if fragment else 'part'}.html", context)


@login_required
@require_safe
def marks(request: HttpRequest, pk: UUID) -> HttpResponse:
    part = bring_up_to_date(part_for(request.user, pk))
    return JsonResponse({"marks": showing.marks(part)})


@signed_in
def new_suggestion(request: SignedRequest, pk: UUID) -> HttpResponse:
    """On a paragraph: first it is chosen, then its wording is changed."""
    part = part_for(request.user, pk, "groups.suggest_edit")
    source = Source(part)
    about = {"part": part, "document": part.document, "group": part.document.group}
    fields = request.POST or kept(request, request.path)
    name = str(fields.get("block") or request.GET.get("block", ""))
    paragraph = chosen_paragraph(source, name)
    if paragraph is None and not request.POST:
        return render(request, "documents/suggestions/choose.html", about | {"choices": source.choices()})
    text = paragraph.text if paragraph else ""
    start = {"block": name, "present": text, "proposed": text} | kept(request, request.path)
    form = ParagraphForm(request.POST or None, source=source, initial=start)
    if request.method == "POST" and form.is_valid():
        made = actions.suggest(part, by=request.user, wordings=form.wordings, **_told(form))
        # each paragraph has a text of its own (new.html)
        kept_as = f"{request.path}#{form.cleaned_data['block']}"
        return accepted(request, made[0].get_absolute_url(), kept_as=kept_as)
    context = about | {"form": form, "paragraph": paragraph}
    return render(request, "documents/suggestions/new.html", context, status=status(form))


@login_required
@require_POST
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the editor collected, as JSON."""
    part = part_for(request.user, pk, "groups.suggest_edit")
    form = SuggestForm(request.POST, source=Source(part))
    if form.is_valid():
        actions.suggest(part, by=person_of(request), wordings=form.wordings, **_told(form))
        return JsonResponse({"marks": showing.marks(part)}, status=201)
    return JsonResponse({"errors": [text for texts in form.errors.values() for text in texts]}, status=400)


@login_required
@require_safe
def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, suggestion_for(request.user, pk))


@sendable_again("answer")
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    decision = request.POST.get("decision")
    own = decision == "withdraw"
    found = suggestion_for(request.user, pk, "groups.suggest_edit" if own else "groups.edit_draft", own=own)
    try:
        _decide(found, request, decision)
    except ValidationError as error:
        if wants_json(request):
            return JsonResponse({"errors": error.messages}, status=409)
        messages.error(request, " ".join(error.messages))
        return _page(request, found, answer=request.POST.get("answer", ""), code=400)
    return _answered(request, found)


@login_required
@require_POST
def decide_all(request: HttpRequest, pk: UUID) -> HttpResponse:
    part = part_for(request.user, pk, "groups.edit_draft")
    try:
        author = _chosen(part, request.POST.get("author", ""))
        words = _all(part, request, author)
        messages.success(request, words)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("documents:part_suggestions", part.pk)


@signed_in
def discuss(request: SignedRequest, pk: int) -> HttpResponse:
    found = suggestion_for(request.user, pk, "groups.comment_draft")
    if request.method != "POST":
        return _page(request, found)
    try:
        body = BodyField().clean(request.POST.get("body", ""))
        thread = actions.discuss(found, by=request.user, body=body)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _page(request, found, body=request.POST.get("body", ""), code=400)
    return accepted(request, thread.get_absolute_url())


def _chosen(part: Part, author: str) -> User | None:
    """Whose suggestions; None for everybody's. Raises ValidationError for somebody who has none any more."""
    found = (
        showing.authors_of(part).filter(pk=author).first()
        if author.isdecimal() and len(author) < 19
        else None
    )
    if author and found is None:
        raise ValidationError(_("Nothing of this person waits here any more. Nothing was decided."))
    return found


def _told(form: SuggestForm | ParagraphForm) -> dict[str, Any]:
    key = form.cleaned_data["key"]
    return {"reason": form.cleaned_data["reason"].replace("\r\n", "\n"), "key": key.hex if key else ""}


def _decide(found: Suggestion, request: HttpRequest, decision: str | None) -> None:
    by = person_of(request)
    if decision == "accept":
        actions.accept(found, by=by)
    elif decision == "withdraw":
        actions.withdraw(found, by=by)
    else:
        actions.reject(found, by=by, answer=_reason(request.POST.get("answer", "")))


def _reason(typed: str) -> str:
    reason = typed.replace("\r\n", "\n")
    if len(reason) > LONGEST_REASON:
        raise ValidationError(too_long(len(reason), LONGEST_REASON))
    return reason


def _all(part: Part, request: HttpRequest, author: User | None) -> str:
    by = person_of(request)
    if request.POST.get("decision") == "reject":
        return _("Rejected suggestions: %(count)s.") % {
            "count": actions.reject_all(part, by=by, author=author)
        }
    done, left = actions.accept_all(part, by=by, author=author)
    return _("Accepted suggestions: %(done)s. Left to decide: %(left)s.") % {"done": done, "left": left}


def _answered(request: HttpRequest, found: Suggestion) -> HttpResponse:
    if not wants_json(request):
        return accepted(request, found.get_absolute_url())
    shown = showing.complete(Suggestion.objects.filter(pk=found.pk)).get()
    return JsonResponse({"id": found.pk, "html": showing.suggestion_html(shown).strip()}, status=201)


def _page(
    request: HttpRequest, found: Suggestion, *, body: str = "", answer: str = "", code: int = 200
) -> HttpResponse:
    shown = showing.complete(Suggestion.objects.filter(pk=found.pk)).get()
    context = {
        "suggestion": shown,
        "part": shown.part,
        "document": shown.document,
        "group": shown.document.group,
        "body": body,
        "answer": answer,
        "can": part_rights(request.user, found.part) if found.part else frozenset(),
        "topic_seq": head(shown.document.topic),
    }
    return render(request, "documents/suggestions/suggestion.html", context, status=code)

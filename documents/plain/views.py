"""The plain form of a part."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from documents.access import part_with_rights
from documents.drafts.models import Part
from documents.drafts.projection import text_document
from documents.drafts.reasons import reason, why_not
from documents.drafts.rewriting import NotWritten, Result
from documents.images.pictures import Unusable
from documents.plain.actions import save_plainly
from documents.plain.forms import PlainForm
from groups.threads.answers import accepted, named
from kes.people import person_of
from kes.resending import sendable_again


@sendable_again("text")
@require_http_methods(["GET", "POST"])
def plain_part(request: HttpRequest, pk: UUID) -> HttpResponse:
    part, held = part_with_rights(request.user, pk, "groups.edit_draft")
    if request.method == "GET":
        return _page(request, part, _read(part), closed=not part.open_to(held))
    form = PlainForm(request.POST, request.FILES)
    result = _saved(request, part, form, closed=not part.open_to(held))
    if result is None:
        return _page(request, part, form, status=423 if part.closed else 200)
    messages.success(request, _("Saved."))
    if result.conflicts:
        return named(request, _page(request, part, _read(part), conflicts=result.conflicts))
    return accepted(request, request.path)


def _saved(request: HttpRequest, part: Part, form: PlainForm, *, closed: bool) -> Result | None:
    """None when nothing was saved: the form says why and holds what was typed."""
    if not form.is_valid():
        return None
    if closed:
        form.add_error(None, reason(why_not(part)[1], get_language() or "pl"))
        return None
    try:
        return save_plainly(part, by=person_of(request), form=form)
    except Unusable as error:
        form.add_error("picture", str(error))
    except NotWritten as error:
        form.add_error(None, error)
    except ValueError:  # a number from the future: no browser sends it
        form.add_error(
            None, _("The text could not be saved. Open the page again and copy your words into it.")
        )
    return None


def _read(part: Part) -> PlainForm:
    document, seq = text_document(part.pk)
    return PlainForm(initial={"text": document.text, "base_seq": seq})


def _page(
    request: HttpRequest,
    part: Part,
    form: PlainForm,
    *,
    closed: bool = False,
    conflicts: tuple[object, ...] = (),
    status: int = 200,
) -> HttpResponse:
    form.fields["text"].widget.attrs |= {"lang": part.language, "readonly": closed}
    context = {"part": part, "document": part.document, "group": part.document.group, "form": form}
    context |= {"closed": closed, "conflicts": conflicts, "why": closed and why_not(part)}
    return render(request, "documents/plain/part.html", context, status=status)

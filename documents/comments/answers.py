"""How changes of a thread are answered: a redirect for browsers without scripts, JSON for those with."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from documents.comments.models import CommentThread
from documents.comments.showing import thread_html, with_comments
from groups.threads.answers import accepted
from groups.threads.keeping import forget, wants_json


def answered(request: HttpRequest, thread: CommentThread) -> HttpResponse:
    if not wants_json(request):
        return accepted(request, thread.get_absolute_url())
    forget(request)
    shown = with_comments(CommentThread.objects.filter(pk=thread.pk)).get()
    return JsonResponse({"id": thread.pk, "html": thread_html(shown).strip()}, status=201)

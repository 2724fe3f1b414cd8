"""Writing without a WebSocket: the same log over plain HTTP, for offices that block sockets."""

import base64
import json
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from documents.access import part_with_rights
from documents.drafts import log
from documents.drafts.actions import store_updates
from documents.drafts.log import Incoming
from documents.drafts.models import Part
from documents.drafts.reasons import reason, why_not
from documents.drafts.session import NOTHING, is_name
from documents.drafts.text.lib0 import MAX_NUMBER
from documents.drafts.text.summary import inspect
from kes.live.events import announce
from kes.people import person_of

MOST_MESSAGES = 500
MOST_DIGITS = 18  # of a number that the database can hold
STATUS = {
    "read_only": 403,
    "locked": 423,
    "malformed": 400,
    "stale_clock": 409,
    "foreign_client": 403,
    "epoch": 409,
}


@login_required
@require_http_methods(["GET", "POST"])
def updates(request: HttpRequest, pk: UUID) -> HttpResponse:
    part, held = part_with_rights(request.user, pk)
    write = part.open_to(held)
    if request.method == "GET":
        return _read(request, part, write=write)
    if not write:
        return _refuse(*why_not(part))
    try:
        session, epoch, batch = _parsed(request, person_of(request).pk)
    except (KeyError, TypeError, ValueError, RecursionError):  # Malformed, bad JSON, base64 are ValueErrors
        return _refuse("malformed")
    if epoch != str(part.epoch):
        return _refuse("epoch")
    return _store(part, session, batch)


def _read(request: HttpRequest, part: Part, *, write: bool) -> HttpResponse:
    since = request.GET.get("since", "0")
    if len(since) > MOST_DIGITS:
        return _refuse("malformed")
    found = log.opening(part.pk, int(since) if since.isdecimal() else 0, limit=log.TAIL)
    rows = [[seq, base64.b64encode(update).decode()] for seq, update in found.rows]
    state = base64.b64encode(found.state).decode() if found.state is not None else None
    answer = {"epoch": found.epoch, "head": found.head, "write": write, "state": state}
    return JsonResponse(answer | {"state_seq": found.state_seq, "rows": rows})


def _store(part: Part, session: str, batch: list[Incoming]) -> HttpResponse:
    result = store_updates(part.pk, batch)
    if result.rows:
        topic = f"draft.{part.pk}"
        announce({"type": "draft.head", "topic": topic, "head": result.head})
    if result.refused:
        return _refuse(result.refused[0][1], ack=log.last_message(part.pk, session))
    return JsonResponse({"ack": log.last_message(part.pk, session), "seq": result.head})


def _parsed(request: HttpRequest, user: int) -> tuple[str, str, list[Incoming]]:
    data: Any = json.loads(request.body)
    name, epoch, messages = data["session"], data["epoch"], data["messages"]
    if not (is_name(name) and len(messages) <= MOST_MESSAGES):
        raise ValueError("session or messages out of bounds")
    session = f"{user}-{name}"
    batch = []
    for msg_no, text in messages:
        update = base64.b64decode(text, validate=True)
        if not (isinstance(msg_no, int) and 0 <= msg_no <= MAX_NUMBER) or update == NOTHING:
            raise ValueError("a message without a number of its kind, or without content")
        batch.append(Incoming(session, msg_no, user, update, inspect(update)))
    return session, str(epoch), batch


def _refuse(code: str, words: str = "", **more: object) -> HttpResponse:
    answer = {"code": code, "reason": reason(words or code, get_language() or "pl")}
    return JsonResponse(answer | more, status=STATUS.get(code, 400))

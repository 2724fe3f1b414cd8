"""Public links: their list, and what an address opens."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone

from documents.drafts.models import Part
from documents.sharing.models import ShareLink
from tests.matrix.asking import Ask, Case, Here

DAY = timedelta(days=1)


def _link(here: Here, **more: Any) -> tuple[ShareLink, str]:
    papers, token = here.place.papers, secrets.token_urlsafe(32)
    fields = {"document": papers.document, "expires": timezone.now() + DAY, "name": "Radni", **more}
    return ShareLink.objects.create(token_hash=sha256(token.encode()).hexdigest(), **fields), token


def _opened(fields: Callable[[Here], dict[str, Any]] = lambda here: {}) -> Case:
    return lambda here: Ask({"token": _link(here, **fields(here))[1]})


def _version(here: Here) -> dict[str, Any]:
    version = here.place.papers.versions["of its own"]
    return {"version": version, "document": version.document}


def _image(*, shown: bool = True, **more: Any) -> Case:
    def case(here: Here) -> Ask:
        papers = here.place.papers
        if shown:
            html = f'<p><img alt="Mapa" src="{papers.image.get_absolute_url()}"></p>'
            Part.objects.filter(pk=papers.part.pk).update(html=html)
        return Ask({"token": _link(here, **more)[1], "pk": papers.image.pk})

    return case


SHARING_CASES: dict[str, dict[str, Case]] = {
    "documents:sharing": {"": lambda here: Ask({"pk": here.place.papers.document.pk}, {"name": ""})},
    "documents:revoke_link": {"": lambda here: Ask({"pk": _link(here)[0].pk})},
    "documents:shared": {
        "of a draft": _opened(),
        "of a version": _opened(_version),
        "expired": _opened(lambda here: {"expires": timezone.now() - DAY}),
        "revoked": _opened(lambda here: {"revoked": timezone.now()}),
        "guessed": lambda here: Ask({"token": "guessed"}),
    },
    "documents:shared_image": {
        "shown by the link": _image(),
        "not shown by it": _image(shown=False),
        "revoked": _image(revoked=timezone.now()),
    },
}

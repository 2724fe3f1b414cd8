"""Every form that the browser keeps is named once the server has its text, which else would come back."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from documents.comments.actions import open_thread
from documents.comments.passages import Source
from documents.suggestions.actions import Wording, suggest
from groups.threads.models import Thread
from tests.documents.comments.talking import plan
from tests.documents.conftest import SignedIn
from tests.documents.consultations.making import consultation_of, remark_on, version_of
from tests.groups.threads.talk import thread
from tests.house import ROOT
from tests.people import World

TEMPLATES = ROOT / "templates"
FORM = re.compile(r"<form[^>]*?\bdata-keep=.*?</form>", re.DOTALL)
PARAGRAPH = "Brakuje lokalu na zakład aktywności zawodowej"
Asked = tuple[str, dict[str, Any]]  # the page of the form, what is typed into it


def _suggestion(world: World) -> Asked:
    url = reverse("documents:new_suggestion", args=[plan(world)[0].pk])
    return f"{url}?block=p2", {"proposed": PARAGRAPH.replace("lokalu", "dwóch lokali"), "reason": "Tak."}


def _about_suggestion(world: World, **typed: str) -> Asked:
    part, _goals = plan(world)
    wording = Wording(Source(part).at_block("p2"), "Inaczej.")
    (made,) = suggest(part, by=world.alice, wordings=[wording])
    return made.get_absolute_url(), typed


def _comment(world: World, name: str) -> Asked:
    opened = open_thread(plan(world)[0], by=world.alice, body="Czy to prawda?")
    if name == "edit_comment":
        return reverse("documents:edit_comment", args=[opened.comments.get().pk]), {"body": "Nie."}
    return opened.get_absolute_url(), {"body": "Tak."}


def _consultation(world: World) -> Asked:
    url = reverse("documents:new_consultation", args=[version_of(world.group, world.alice).pk])
    return url, {"title": "Żółta Łódź", "kind": "public", "term": "35", "clause": "Klauzula", "opens": ""}


def _answer(world: World) -> Asked:
    consultation = consultation_of(version_of(world.group, world.alice), world.alice)
    remark_on(consultation)
    url = reverse("documents:desk", args=[consultation.slug])
    return url, {"position": "accepted", "answer": "Zgoda."}


def _report(world: World) -> Asked:
    consultation = consultation_of(version_of(world.group, world.alice), world.alice)
    return reverse("documents:edit_report", args=[consultation.slug]), {"course": "Przebieg."}


def _post(world: World) -> Asked:
    subject: Thread = thread(world, by=world.alice)
    return reverse("groups:edit_post", args=[subject.posts.get().pk]), {"body": "Poprawka."}


FORMS: dict[str, Callable[[World], Asked]] = {
    "groups/threads/new.html": lambda world: (
        reverse("groups:new_thread", args=[world.group.pk]),
        {"title": "Tytuł", "body": "Nowy wątek"},
    ),
    "groups/threads/_reply.html": lambda world: (thread(world).get_absolute_url(), {"body": "Zgoda."}),
    "groups/threads/edit.html": _post,
    "documents/comments/new.html": lambda world: (
        reverse("documents:new_comment", args=[plan(world)[0].pk]),
        {"block": "", "body": "Czy to prawda?"},
    ),
    "documents/comments/_thread_forms.html": lambda world: _comment(world, "comment_reply"),
    "documents/comments/edit.html": lambda world: _comment(world, "edit_comment"),
    "documents/suggestions/new.html": _suggestion,
    "documents/suggestions/_decide.html#decide": lambda world: _about_suggestion(
        world, answer="Nie stać nas.", decision="reject"
    ),
    "documents/suggestions/_decide.html#discuss": lambda world: _about_suggestion(world, body="Skąd to?"),
    "documents/plain/part.html": lambda world: (
        reverse("documents:plain_part", args=[plan(world)[0].pk]),
        {"text": "Inaczej."},
    ),
    "documents/imports/upload.html": lambda world: (
        reverse("documents:import_document", args=[world.group.pk]),
        {"text": "# Plan\n\nTekst"},
    ),
    "documents/consultations/new.html": _consultation,
    "documents/consultations/_answer.html": _answer,
    "documents/reports/edit.html": _report,
}


def _attribute(html: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', html)
    return found[1].replace("&amp;", "&") if found else ""


def _hidden(form: str) -> dict[str, str]:
    inputs = re.findall(r'<input\s[^>]*type="hidden"[^>]*>', form)
    return {_attribute(field, "name"): _attribute(field, "value") for field in inputs}


def test_every_kept_form_is_tried_here() -> None:
    found = [
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        for _form in FORM.findall(path.read_text(encoding="utf-8"))
    ]
    assert sorted(found) == sorted(name.partition("#")[0] for name in FORMS)


@pytest.mark.parametrize("template", FORMS)
def test_the_browser_hears_under_which_name_to_forget_it(
    world: World, signed_in: SignedIn, template: str
) -> None:
    client = signed_in(world.alice)
    page, typed = FORMS[template](world)
    shown = FORM.findall(client.get(page).content.decode())
    (form,) = (form for form in shown if f'name="{next(iter(typed))}"' in form)
    answer = client.post(_attribute(form, "action") or page, _hidden(form) | typed)
    assert answer.status_code == 302, answer.content.decode()
    assert answer.cookies["accepted"].value == _attribute(form, "data-keep")

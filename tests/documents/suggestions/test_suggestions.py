"""Suggestions: making, accepting one and many, rejecting, withdrawing them; who is credited; no scripts."""

import json
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from documents.comments.passages import at_units
from documents.drafts.actions import lock_part
from documents.drafts.models import Part, PartClient, PartUpdate
from documents.drafts.projection import text_document
from documents.drafts.rewriting import NotWritten
from documents.drafts.text import runs
from documents.suggestions import actions
from documents.suggestions.actions import Stale, Wording, suggest
from documents.suggestions.models import Suggestion
from groups.directory.actions import role_permissions, set_permissions
from groups.roles import RoleKind
from kes.accounts.models import User
from kes.live.models import Event
from tests.documents.comments.talking import plan, projected, write
from tests.people import World

SignIn = Callable[[User], Client]


def _suggest(part: Part, by: User, words: str, replacement: str) -> Suggestion:
    units = text_document(part.pk)[0].text.encode("utf-16-le")
    start = units.index(words.encode("utf-16-le")) // 2
    passage = at_units(part, start, start + len(words.encode("utf-16-le")) // 2)
    (made,) = suggest(part, by=by, wordings=[Wording(passage, replacement)], reason="Bo tak brzmi ustawa.")
    return made


def _text(part: Part) -> str:
    return text_document(part.pk)[0].text


def _only_suggests(world: World) -> None:
    """Observers of this group may read, comment and suggest; they may not write."""
    held = {RoleKind(role.kind): role_permissions(role) for role in world.group.roles.all()}
    held[RoleKind.OBSERVER] |= {"comment_draft", "suggest_edit"}
    set_permissions(world.group, by=world.alice, wanted=held)


def test_nothing_is_written_until_it_is_accepted(world: World) -> None:
    part, _goals = plan(world)
    head = Part.objects.get(pk=part.pk).head_seq
    made = _suggest(part, world.olga, "dwa stowarzyszenia", "trzy stowarzyszenia")
    assert (made.state, made.quote) == ("pending", "dwa stowarzyszenia")
    assert Part.objects.get(pk=part.pk).head_seq == head
    assert Event.objects.get(kind="suggestion.made").data["suggestion"] == made.pk


def test_an_accepted_text_is_its_suggesters(world: World) -> None:
    part, _goals = plan(world)
    made = actions.accept(
        _suggest(part, world.olga, "dwa stowarzyszenia", "trzy stowarzyszenia"), by=world.alice
    )
    assert "spółdzielnia 😀 i trzy stowarzyszenia." in _text(part)
    row = PartUpdate.objects.get(part=part, seq=made.applied_seq or 0)
    assert (row.author, made.decided_by, made.state) == (world.olga, world.alice, "accepted")
    document, _seq = text_document(part.pk)
    at = document.text.index("trzy") + 1  # one emoji before it is two units
    run = next(run for run in runs(document) if run.start <= at < run.start + run.length)
    assert PartClient.objects.get(part=part, client=run.client).user == world.olga


def test_edits_around_do_not_matter(world: World) -> None:
    part, _goals = plan(world)
    made = _suggest(part, world.olga, "dwa stowarzyszenia", "trzy stowarzyszenia")
    write(part, world.bob, "W gminie", "Jak podaje GUS 😀, w gminie")
    actions.accept(made, by=world.alice)
    assert "w gminie działa jedna spółdzielnia 😀 i trzy stowarzyszenia." in _text(part)


@pytest.mark.parametrize("new", ["wiele stowarzyszeń", ""])
def test_changed_words_are_left_to_a_person(world: World, new: str) -> None:
    part, _goals = plan(world)
    made = _suggest(part, world.olga, "dwa stowarzyszenia", "trzy stowarzyszenia")
    write(part, world.bob, "dwa stowarzyszenia", new)
    before = _text(part)
    with pytest.raises(Stale):
        actions.accept(made, by=world.alice)
    projected(part)
    made.refresh_from_db()
    assert (_text(part), made.state, made.stale) == (before, "pending", True)


def test_a_locked_part_takes_no_suggestion(world: World) -> None:
    part, _goals = plan(world)
    made = _suggest(part, world.olga, "dwa", "trzy")
    lock_part(part, by=world.alice, locked=True)
    with pytest.raises(NotWritten):
        actions.accept(made, by=world.alice)
    made.refresh_from_db()
    assert made.state == "pending"


def test_a_decision_stands(world: World) -> None:
    part, _goals = plan(world)
    made = _suggest(part, world.olga, "dwa", "trzy")
    actions.reject(made, by=world.alice, answer="Są dwa.")
    for act in (actions.accept, actions.withdraw, actions.reject):
        with pytest.raises(ValidationError):
            act(made, by=world.alice)
    made.refresh_from_db()
    assert (made.state, made.answer) == ("rejected", "Są dwa.")


def test_all_and_all_of_one_author(world: World) -> None:
    part, _goals = plan(world)
    for by, words, new in (
        (world.olga, "jedna spółdzielnia", "pierwsza spółdzielnia"),
        (world.olga, "dojazd", "dobry dojazd"),
        (world.bob, "opieka", "stała opieka"),
        (world.bob, "Brakuje lokalu", "Potrzeba lokalu"),
    ):
        _suggest(part, by, words, new)
    write(part, world.alice, "Brakuje lokalu", "Nie ma lokalu")
    projected(part)
    head = Part.objects.get(pk=part.pk).head_seq
    before = _text(part)
    assert actions.accept_all(part, by=world.alice, author=world.olga) == (2, 0)
    kept = part.document.versions.get(reason="accept")  # the way back
    assert kept.parts.get(part=part).text == before
    assert Part.objects.get(pk=part.pk).head_seq == head + 1  # one row for one author
    assert "stała opieka" not in _text(part)
    assert actions.accept_all(part, by=world.alice) == (1, 1)
    text = _text(part)
    assert "pierwsza spółdzielnia" in text and "dobry dojazd" in text and "stała opieka" in text
    assert "Potrzeba" not in text
    assert actions.reject_all(part, by=world.alice) == 1


def test_a_suggester_writes_nothing_but_suggests_and_comments(world: World, signed_in: SignIn) -> None:
    """The HTTP way of the log; the socket's is in tests/services/test_draft_refusals.py."""
    _only_suggests(world)
    part, _goals = plan(world)
    client, head = signed_in(world.olga), Part.objects.get(pk=part.pk).head_seq
    update = {"session": "a" * 20, "epoch": str(part.epoch), "messages": []}
    refused = client.post(f"/parts/{part.pk}/updates", json.dumps(update), content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "read_only")
    other = _suggest(part, world.bob, "dwa stowarzyszenia", "trzy stowarzyszenia")
    hunk = {"start": other.start, "end": other.end, "quote": other.quote, "replacement": "cztery"}
    sent = {"hunks": json.dumps([hunk]), "reason": "Dane", "key": "c" * 32}
    for _turn in range(2):  # the same form twice makes it once
        assert client.post(f"/parts/{part.pk}/suggestions/send", sent).status_code == 201
    assert Suggestion.objects.filter(author=world.olga).count() == 1
    assert client.post(f"/suggestions/{other.pk}/decision/", {"decision": "accept"}).status_code == 403
    comment = client.post(f"/parts/{part.pk}/comments/new/", {"body": "Uwaga"})
    assert comment.status_code == 302
    assert Part.objects.get(pk=part.pk).head_seq == head


@pytest.mark.parametrize(
    "hunks",
    ["{", "[" * 100_000, "[1]", '[{"quote":"x"}]', '[{"start":{},"end":{},"quote":"dwa","replacement":"x"}]'],
)
def test_what_cannot_be_understood_is_refused(world: World, signed_in: SignIn, hunks: str) -> None:
    part, _goals = plan(world)
    answer = signed_in(world.bob).post(
        f"/parts/{part.pk}/suggestions/send", {"hunks": hunks, "key": "d" * 32}
    )
    assert answer.status_code == 400 and answer.json()["errors"]
    assert Suggestion.objects.count() == 0


def test_a_paragraph_without_scripts(world: World, signed_in: SignIn) -> None:
    part, _goals = plan(world)
    client, url = signed_in(world.bob), f"/parts/{part.pk}/suggestions/new/"
    assert "Brakuje lokalu" in client.get(url).content.decode()
    page = client.get(f"{url}?block=p2").content.decode()
    assert "Brakuje lokalu na zakład aktywności zawodowej" in page
    present = "Brakuje lokalu na zakład aktywności zawodowej"
    form = {
        "block": "p2",
        "present": present,
        "proposed": present.replace("lokalu", "dwóch lokali"),
        "reason": "x",
    }
    answer = client.post(url, form)
    made = Suggestion.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert (made.quote, made.replacement) == ("lokalu", "dwóch lokali")
    decided = signed_in(world.alice).post(
        f"/suggestions/{made.pk}/decision/", {"decision": "accept"}, follow=True
    )
    assert decided.status_code == 200 and "Brakuje dwóch lokali" in _text(part)


def test_a_paragraph_that_changed_meanwhile_comes_back(world: World, signed_in: SignIn) -> None:
    part, _goals = plan(world)
    write(part, world.alice, "Brakuje lokalu", "Potrzeba lokalu")
    form = {
        "block": "p2",
        "present": "Brakuje lokalu na zakład",
        "proposed": "Moje nowe brzmienie",
        "reason": "",
    }
    page = signed_in(world.bob).post(f"/parts/{part.pk}/suggestions/new/", form)
    assert page.status_code == 400
    assert "Moje nowe brzmienie" in page.content.decode() and "Potrzeba lokalu" in page.content.decode()


def test_a_suggestion_can_be_discussed(world: World, signed_in: SignIn) -> None:
    part, _goals = plan(world)
    made = _suggest(part, world.bob, "dwa", "trzy")
    answer = signed_in(world.alice).post(f"/suggestions/{made.pk}/comments/", {"body": "Skąd ta liczba?"})
    made.refresh_from_db()
    assert made.thread and answer["Location"] == made.thread.get_absolute_url()
    assert made.thread.quote == "dwa"


def test_marks_and_pages(world: World, signed_in: SignIn) -> None:
    part, _goals = plan(world)
    made = _suggest(part, world.bob, "dwa", "trzy")
    client = signed_in(world.olga)
    (mark,) = client.get(f"/parts/{part.pk}/suggestions/marks").json()["marks"]
    assert (mark["id"], mark["quote"], mark["text"], mark["by"]) == (made.pk, "dwa", "trzy", "Bob Łuczak")
    page = client.get(f"/parts/{part.pk}/suggestions/").content.decode()
    assert "<del>dwa</del>" in page and "<ins>trzy</ins>" in page and "Bob Łuczak" in page


def test_many_are_decided_where_those_that_wait_are_listed(world: World, signed_in: SignIn) -> None:
    part, _goals = plan(world)
    _suggest(part, world.olga, "dwa stowarzyszenia", "trzy stowarzyszenia")
    client, url = signed_in(world.alice), f"/parts/{part.pk}/suggestions/"
    offered = {
        show: 'id="decide-all"' in client.get(url, {"show": show}).content.decode()
        for show in ("pending", "all", "decided")
    }
    assert offered == {"pending": True, "all": True, "decided": False}


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_who_has_none_left_stands_for_nobody_and_not_for_everybody(
    world: World, signed_in: SignIn, decision: str
) -> None:
    part, _goals = plan(world)
    withdrawn = _suggest(part, world.bob, "dwa stowarzyszenia", "trzy stowarzyszenia")
    others = _suggest(part, world.olga, "lokalu", "budynku")
    actions.withdraw(withdrawn, by=world.bob)  # while the page with both is open
    client, address = signed_in(world.alice), reverse("documents:decide_suggestions", args=[part.pk])
    for author in (str(world.bob.pk), "abc", "9" * 5000):
        page = client.post(address, {"decision": decision, "author": author}, follow=True).content.decode()
        assert "nic nie rozstrzygnięto" in page
    others.refresh_from_db()
    assert others.state == Suggestion.State.PENDING

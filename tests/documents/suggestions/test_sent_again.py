"""What is sent again or too long: the same words are one suggestion, other words are others; none is lost."""

import re
from typing import Any

import pytest
from django.http import HttpResponse

from documents.drafts.models import Part
from documents.suggestions.models import Suggestion
from tests.documents.comments.talking import plan, write
from tests.documents.conftest import SignedIn
from tests.people import World

PRESENT = "Brakuje lokalu na zakład aktywności zawodowej"
SENT = {
    "block": "p2",
    "present": PRESENT,
    "proposed": PRESENT.replace("lokalu", "dwóch lokali"),
    "reason": "Tak jest.",
    "key": "d" * 32,
}


@pytest.fixture
def part(world: World) -> Part:
    return plan(world)[0]


def _made() -> list[tuple[str, str, str]]:
    return list(Suggestion.objects.order_by("pk").values_list("quote", "replacement", "reason"))


def _send(client: Any, part: Part, **changed: str) -> HttpResponse:
    answer: HttpResponse = client.post(f"/parts/{part.pk}/suggestions/new/", SENT | changed)
    return answer


def test_the_same_form_sent_twice_is_one_suggestion(world: World, part: Part, signed_in: SignedIn) -> None:
    client = signed_in(world.bob)
    first, second = _send(client, part), _send(client, part)
    assert first["Location"] == second["Location"]
    assert _made() == [("lokalu", "dwóch lokali", "Tak jest.")]


@pytest.mark.parametrize(
    "changed",
    [
        {"proposed": PRESENT.replace("lokalu", "siedziby")},
        {"reason": "Nowe uzasadnienie."},
        {"proposed": PRESENT.replace(" na zakład", "")},
    ],
)
def test_other_words_under_an_old_key_are_another_suggestion(
    world: World, part: Part, signed_in: SignedIn, changed: dict[str, str]
) -> None:
    client = signed_in(world.bob)
    first, second = _send(client, part), _send(client, part, **changed)
    assert first["Location"] != second["Location"]
    assert len(_made()) == 2


def test_another_word_that_is_removed_is_another_suggestion(
    world: World, part: Part, signed_in: SignedIn
) -> None:
    client = signed_in(world.bob)
    for word in (" lokalu", " zawodowej"):
        _send(client, part, proposed=PRESENT.replace(word, ""))
    assert [replacement for _quote, replacement, _reason in _made()] == ["", ""]


def test_the_browser_forgets_the_paragraph_that_was_sent(
    world: World, part: Part, signed_in: SignedIn
) -> None:
    client = signed_in(world.bob)
    page = client.get(f"/parts/{part.pk}/suggestions/new/?block=p2").content.decode()
    (kept,) = re.findall(r'data-keep="([^"]+)"', page)
    assert kept.endswith("#p2")
    assert _send(client, part).cookies["accepted"].value == kept


def test_a_reason_that_is_too_long_comes_back_whole(world: World, part: Part, signed_in: SignedIn) -> None:
    _send(signed_in(world.bob), part)
    made = Suggestion.objects.get()
    client, url = signed_in(world.alice), f"/suggestions/{made.pk}/decision/"
    reason = "Nie stać nas.\r\n" * 300
    refused = client.post(url, {"decision": "reject", "answer": reason})
    assert refused.status_code == 400
    page = refused.content.decode()
    assert reason in page and "Tekst jest za długi" in page and "4000" in page.replace("\xa0", "")
    made.refresh_from_db()
    assert (made.state, made.answer) == ("pending", "")
    assert client.post(url, {"decision": "reject", "answer": "ż" * 4000}).status_code == 302
    made.refresh_from_db()
    assert (made.state, len(made.answer)) == ("rejected", 4000)


def test_a_reason_typed_for_a_suggestion_that_cannot_be_accepted_stays(
    world: World, part: Part, signed_in: SignedIn
) -> None:
    _send(signed_in(world.bob), part)
    write(part, world.alice, "lokalu", "siedziby")
    sent = {"decision": "accept", "answer": "Piszę, dlaczego nie."}
    answer = signed_in(world.alice).post(f"/suggestions/{Suggestion.objects.get().pk}/decision/", sent)
    assert answer.status_code == 400
    assert "Piszę, dlaczego nie." in answer.content.decode()

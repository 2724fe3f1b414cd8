"""Public links: shown to whoever has the address until a day, revoked at once, with nothing about people."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.drafts.actions import create_document
from documents.drafts.models import Document
from documents.exports.pictures import pictures_in
from documents.exports.sources import source_for
from documents.images.actions import store_image
from documents.sharing import actions
from documents.sharing.actions import revoke, share
from documents.sharing.models import ShareLink
from documents.structure.actions import transfer_part
from documents.versions.actions import cut_version
from kes.accounts.models import User
from kes.live.models import Event
from tests.documents.exports.conftest import png
from tests.people import World

SignedIn = Callable[[User], Client]
DAY = timedelta(days=1)


@pytest.fixture
def plan(world: World) -> Document:
    return create_document(world.group, by=world.alice, title="Plan", parts=[("Diagnoza", "Tekst roboczy.")])


def _day() -> date:
    return timezone.localdate()


def _shared(document: Document, by: User, **more: object) -> str:
    _link, token = share(document, by=by, name="Radni", last_day=_day() + DAY, **more)  # type: ignore[arg-type]
    return reverse("documents:shared", args=[token])


def test_anybody_reads_the_draft_as_it_is_and_learns_nothing_of_people(
    plan: Document, world: World, client: Client
) -> None:
    answer = client.get(_shared(plan, world.alice))
    page = answer.content.decode()
    assert answer.status_code == 200 and "Tekst roboczy." in page and world.group.name in page
    assert not any(person.name in page for person in (world.alice, world.bob, world.olga))
    assert answer["X-Robots-Tag"] == "noindex, nofollow" and answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"] and 'name="robots" content="noindex' in page
    assert "sessionid" not in answer.cookies


def test_a_link_to_a_version_shows_that_version(plan: Document, world: World, client: Client) -> None:
    version = cut_version(plan, by=world.alice, name="Pierwsza")
    address = _shared(plan, world.alice, version=version)
    plan.parts.all().delete()
    assert "Tekst roboczy." in client.get(address).content.decode()


def test_a_revoked_link_ends_at_once(plan: Document, world: World, client: Client) -> None:
    address = _shared(plan, world.alice)
    revoke(plan.links.get(), by=world.alice)
    answer = client.get(address)
    assert answer.status_code == 410 and "Tekst roboczy." not in answer.content.decode()


def test_readers_of_the_draft_do_not_hear_for_whom_a_link_is(plan: Document, world: World) -> None:
    _shared(plan, world.alice)
    revoke(plan.links.get(), by=world.alice)
    told = Event.objects.filter(kind__in=("share.created", "share.revoked"))
    assert len(told) == 2 and not any("Radni" in str(event.data) for event in told)


def test_a_link_works_through_its_last_day(plan: Document, world: World, client: Client) -> None:
    address = _shared(plan, world.alice)
    link = plan.links.get()
    assert link.last_day == _day() + DAY and client.get(address).status_code == 200
    ShareLink.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert client.get(address).status_code == 410


@pytest.mark.parametrize("token", ["zgadniety", "x" * 43, "ą", "%00"])
def test_a_guessed_one_is_not_found(db: None, client: Client, token: str) -> None:
    answer = client.get(f"/shared/{token}/")
    assert answer.status_code == 404 and "nic nie udostępniono" in answer.content.decode().replace(
        "\u00a0", " "
    )


def test_openings_are_counted(plan: Document, world: World, client: Client) -> None:
    address = _shared(plan, world.alice)
    for _time in range(3):
        client.get(address)
    client.head(address)
    assert plan.links.get().opened == 3


def test_only_the_hash_is_kept_and_the_log_tells_no_token(plan: Document, world: World) -> None:
    _link, token = share(plan, by=world.alice, name="Radni", last_day=_day())
    assert token not in str(list(ShareLink.objects.values())) + str(list(Event.objects.values("data")))


def test_pictures_of_the_text_are_reached_under_the_link_and_no_others(
    plan: Document, world: World, client: Client, settings: object, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    shown, other = (
        store_image(plan, by=world.alice, content=png(width), name="a.png") for width in (300, 301)
    )
    document = create_document(
        world.group, by=world.alice, title="Plan", parts=[("A", f"![Mapa](/files/{shown.pk})")]
    )
    type(shown).objects.update(document=document)
    address = _shared(document, world.alice)
    (source,) = re.findall(r'<img[^>]* src="([^"]+)"', client.get(address).content.decode())
    assert source.startswith(address) and client.get(source).content[:4] == b"\x89PNG"
    assert client.get(source.replace(str(shown.pk), str(other.pk))).status_code == 404
    assert client.get(f"/files/{shown.pk}").status_code == 404
    revoke(document.links.get(), by=world.alice)
    assert client.get(source).status_code == 410


@pytest.mark.parametrize("days", [-1, 400])
def test_the_last_day_lies_within_a_year(plan: Document, world: World, days: int) -> None:
    with pytest.raises(ValidationError):
        share(plan, by=world.alice, name="x", last_day=_day() + timedelta(days=days))


def test_links_are_limited(plan: Document, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 1)
    share(plan, by=world.alice, name="x", last_day=_day())
    with pytest.raises(ValidationError):
        share(plan, by=world.alice, name="y", last_day=_day())


def test_the_address_is_shown_once_and_the_list_revokes(
    plan: Document, world: World, signed_in: SignedIn
) -> None:
    client, address = signed_in(world.alice), reverse("documents:sharing", args=[plan.pk])
    sent = {"name": "Radni", "version": "", "last_day": (_day() + DAY).isoformat()}
    made = client.post(address, sent).content.decode()
    (link,) = re.findall(r'value="(http://testserver/shared/[^"]+)"', made)
    assert Client().get(link).status_code == 200 and link not in client.get(address).content.decode()
    client.post(reverse("documents:revoke_link", args=[plan.links.get().pk]))
    assert Client().get(link).status_code == 410


def test_bad_input_is_said_in_place(plan: Document, world: World, signed_in: SignedIn) -> None:
    other = create_document(world.hidden, by=world.stranger, title="Inny", parts=[("A", "")])
    foreign = cut_version(other, by=world.stranger, name="Obca")
    client, address = signed_in(world.alice), reverse("documents:sharing", args=[plan.pk])
    for sent in (
        {"name": "", "last_day": _day().isoformat()},
        {"name": "x", "last_day": "kiedyś"},
        {"name": "x", "last_day": "2019-01-01"},
        {"name": "x", "last_day": _day().isoformat(), "version": str(foreign.pk)},
    ):
        answer = client.post(address, sent)
        assert answer.status_code == 400 and answer.context["form"].errors
    assert not ShareLink.objects.exists()


def test_members_may_not_share(plan: Document, world: World, signed_in: SignedIn) -> None:
    _shared(plan, world.alice)
    revoking = reverse("documents:revoke_link", args=[plan.links.get().pk])
    assert signed_in(world.bob).get(reverse("documents:sharing", args=[plan.pk])).status_code == 403
    assert signed_in(world.bob).post(revoking).status_code == 403
    assert signed_in(world.charlie).post(revoking).status_code == 404


def test_an_address_that_is_no_pictures_hides_no_text(client: Client, world: World) -> None:
    strange = f"Słowa. ![x](/files/{'-' * 36}) ![y](/files/{'a' * 36})"
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", strange)])
    assert "Słowa." in client.get(_shared(document, world.alice)).content.decode()
    source = source_for(world.alice, {"document": document.pk})
    assert pictures_in(document, [chapter.html for chapter in source.chapters]) == {}
    other = create_document(world.group, by=world.alice, title="Inny", parts=[])
    transfer_part(document.parts.get(), by=world.alice, target=other)
    assert "Słowa." in other.parts.get().text

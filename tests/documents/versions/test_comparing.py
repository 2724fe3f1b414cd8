"""The page that compares, and the list of versions: what may be chosen, what is shown, who sees it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.drafts.actions import create_document
from documents.drafts.models import Document, DocumentVisit, PartUpdate
from documents.drafts.rewriting import rewrite
from documents.reading.actions import set_numbering
from documents.reading.references import References
from documents.rendering import Text, rendered
from documents.versions import sides
from documents.versions.actions import cut_version, keep_version
from documents.versions.models import Version
from kes.accounts.models import User
from kes.markup import TooComplex
from tests.people import World

SignedIn = Callable[[User], Client]


@pytest.fixture
def document(world: World) -> Document:
    parts = [("Cele", "Pierwszy cel.\n\nDrugi cel."), ("Środki", "Sto złotych.")]
    return create_document(world.group, by=world.alice, title="Plan", parts=parts)


def compared(client: Client, document: Document, **chosen: Any) -> str:
    url = reverse("documents:compare", args=[document.pk])
    return client.get(url, chosen).content.decode()


def test_two_versions_are_compared_word_by_word(
    world: World, document: Document, signed_in: SignedIn
) -> None:
    first = cut_version(document, by=world.alice, name="Pierwsza")
    rewrite(document.parts.get(title="Cele"), by=world.bob, text="Pierwszy cel.\n\nTrzeci cel.")
    second = cut_version(document, by=world.alice, name="Druga")
    rewrite(document.parts.get(title="Cele"), by=world.bob, text="Zupełnie co innego.")
    page = compared(signed_in(world.olga), document, **{"from": first.pk, "to": second.pk})
    assert 'id="change-1"' in page
    assert "Drugi" in page
    assert "Trzeci" in page
    assert "Zupełnie" not in page
    backwards = compared(signed_in(world.olga), document, **{"from": second.pk, "to": first.pk})
    assert backwards.index("Trzeci") < backwards.index("Drugi")


def test_a_reference_says_what_it_leads_to_and_a_new_number_is_no_change(
    world: World, document: Document, signed_in: SignedIn
) -> None:
    goals = document.parts.get(title="Cele")
    rewrite(goals, by=world.bob, text="Zob. [](#srodki).")
    first = cut_version(document, by=world.alice, name="Pierwsza")
    set_numbering(document, by=world.alice, numbering="chapters")
    rewrite(goals, by=world.bob, text="Zob. [](#srodki), a potem [](#cele).")
    page = compared(signed_in(world.olga), document, **{"from": first.pk, "to": "now"})
    assert ">„Środki”</a>" in page
    assert "<del" not in page
    assert "rozdział\u00a0" not in page


def test_without_a_choice_the_last_version_is_compared_with_now(
    world: World, document: Document, signed_in: SignedIn
) -> None:
    cut_version(document, by=world.alice, name="Pierwsza")
    rewrite(document.parts.get(title="Środki"), by=world.bob, text="Dwieście złotych.")
    page = compared(signed_in(world.olga), document)
    assert "Dwieście" in page
    assert "1. Pierwsza" in page
    assert "Bob Łuczak</span>" in page
    assert "Alice Żak</span>" not in page


def test_the_draft_as_it_was_a_week_ago(world: World, document: Document, signed_in: SignedIn) -> None:
    PartUpdate.objects.update(created=timezone.now() - timedelta(days=8))
    rewrite(document.parts.get(title="Środki"), by=world.bob, text="Dwieście złotych.")
    page = compared(signed_in(world.olga), document, **{"from": "week"})
    assert "Dwieście" in page
    assert "Sto" in page


def test_what_changed_since_ones_last_visit(world: World, document: Document, signed_in: SignedIn) -> None:
    ago = timezone.now() - timedelta(days=2)
    PartUpdate.objects.update(created=ago - timedelta(days=1))
    DocumentVisit.objects.create(document=document, user=world.olga, at=timezone.now(), before=ago)
    rewrite(document.parts.get(title="Środki"), by=world.bob, text="Dwieście złotych.")
    page = compared(signed_in(world.olga), document, **{"from": "visit"})
    assert "Dwieście" in page


def test_unchanged_paragraphs_are_folded_until_the_whole_is_asked_for(
    world: World, signed_in: SignedIn
) -> None:
    text = "\n\n".join(f"Akapit {number}." for number in range(20))
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", text)])
    version = cut_version(document, by=world.alice, name="Pierwsza")
    rewrite(document.parts.get(), by=world.bob, text=text.replace("Akapit 19", "Ustęp 19"))
    olga = signed_in(world.olga)
    assert "redline-fold" in compared(olga, document, **{"from": version.pk})
    assert "redline-fold" not in compared(olga, document, **{"from": version.pk, "whole": "1"})


def test_equal_texts_are_said_to_be_equal(world: World, document: Document, signed_in: SignedIn) -> None:
    version = cut_version(document, by=world.alice, name="Pierwsza")
    assert 'class="prose prose--document redline"' not in compared(
        signed_in(world.olga), document, **{"from": version.pk}
    )


@pytest.mark.parametrize("name", ["0", "99999", "x", "week2"])
def test_an_unknown_side_is_not_there(
    world: World, document: Document, signed_in: SignedIn, name: str
) -> None:
    answer = signed_in(world.olga).get(reverse("documents:compare", args=[document.pk]), {"from": name})
    assert answer.status_code == 404


def test_a_version_of_another_document_is_not_there(
    world: World, document: Document, signed_in: SignedIn
) -> None:
    other = create_document(world.group, by=world.alice, title="Inny", parts=[("a", "b")])
    version = cut_version(other, by=world.alice, name="Obca")
    url = reverse("documents:compare", args=[document.pk])
    assert signed_in(world.olga).get(url, {"from": version.pk}).status_code == 404


def test_an_outsider_sees_neither_page(world: World, document: Document, signed_in: SignedIn) -> None:
    for name in ("compare", "versions"):
        assert (
            signed_in(world.charlie).get(reverse(f"documents:{name}", args=[document.pk])).status_code == 404
        )


def test_a_document_without_versions_says_how_they_come(
    world: World, document: Document, signed_in: SignedIn
) -> None:
    page = signed_in(world.olga).get(reverse("documents:versions", args=[document.pk])).content.decode()
    assert 'class="empty' in page


def test_automatic_versions_fold_between_named_ones(
    world: World, document: Document, signed_in: SignedIn
) -> None:
    part = document.parts.get(title="Cele")
    cut_version(document, by=world.alice, name="Pierwsza")
    for number in range(3):
        rewrite(part, by=world.bob, text=f"Cel {number}.")
        keep_version(document, by=None, reason=Version.Reason.HOURLY)
    page = signed_in(world.bob).get(reverse("documents:versions", args=[document.pk])).content.decode()
    assert page.count("versions-fold") == 1
    assert page.count('class="row"') == 4
    assert reverse("documents:restore_version", args=[document.versions.first().pk]) in page  # type: ignore[union-attr]


def test_a_thousand_versions_come_in_pages(world: World, document: Document, signed_in: SignedIn) -> None:
    Version.objects.bulk_create(
        [
            Version(document=document, kind="automatic", reason="hourly", title="Plan", sha256="0" * 64)
            for _number in range(1000)
        ]
    )
    client = signed_in(world.olga)
    page = client.get(reverse("documents:versions", args=[document.pk])).content.decode()
    assert page.count('class="row"') == 60
    assert "page=2" in page
    assert (
        'class="row"'
        in client.get(reverse("documents:versions", args=[document.pk]), {"page": 17}).content.decode()
    )


def test_a_rendering_that_failed_in_a_busy_moment_is_not_remembered(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(text: str, anchor: str, *, plain: str = "") -> Text:
        if not plain:
            raise TooComplex
        return rendered(text, anchor, plain=plain)

    monkeypatch.setattr("documents.versions.sides.rendered", busy)
    references = References(document)
    assert sides.html_of("Ala **ma** kota w butach.", references) == "<p>Ala **ma** kota w butach.</p>"
    monkeypatch.undo()
    assert "<strong>ma</strong>" in sides.html_of("Ala **ma** kota w butach.", references)

"""Tracked changes of a file of Word become suggestions by their authors; what went out comes in again."""

from datetime import UTC, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.drafts.models import Document
from documents.drafts.projection import bring_up_to_date
from documents.exports.making import make
from documents.exports.sources import source_for
from documents.imports.models import ImportReport, StagedImport
from documents.suggestions.actions import accept_all
from documents.suggestions.models import Suggestion
from tests.documents.exports.talked_about import talked
from tests.documents.imports.conftest import form, upload
from tests.kes.intake.making import deleted, docx, heading, inserted, paragraph, run
from tests.people import World

__all__ = ["talked"]


def plain(text: str) -> list[str]:
    """Words; the typography of a published text set aside."""
    return text.translate({ord("„"): '"', ord("”"): '"'}).split()


def test_it_is_the_choice_until_another_is_made(bob: Client, staged: StagedImport) -> None:
    page = bob.get(staged.get_absolute_url()).content.decode()
    assert "Zamień je na propozycje zmian" in page and 'value="suggested:1"' in page


def test_changes_become_suggestions_with_their_authors_and_days(
    world: World, bob: Client, staged: StagedImport
) -> None:
    bob.post(staged.get_absolute_url(), form(staged))
    document = Document.objects.get()
    part = document.parts.get(title="Cele")
    assert part.text == "Cel jest stary.\n\n- pierwszy\n- drugi"
    (suggestion,) = Suggestion.objects.all()
    assert (suggestion.quote, suggestion.replacement) == ("stary", "nowy")
    assert (suggestion.author, suggestion.writer) == (None, "Ewa, Jan")
    assert suggestion.created == datetime(2026, 1, 2, 10, tzinfo=UTC)
    page = bob.get(reverse("documents:part_suggestions", args=[part.pk])).content.decode()
    assert "Ewa, Jan" in page and "<ins>nowy</ins>" in page
    assert accept_all(part, by=world.alice) == (1, 0)
    assert bring_up_to_date(document.parts.get(title="Cele")).text.startswith("Cel jest nowy.")


def test_a_title_cannot_hold_one_and_the_account_says_so(world: World, bob: Client) -> None:
    changed = paragraph(run("Cele "), inserted("i zadania"), style="Heading1")
    staged = upload(
        bob, world, docx(changed, paragraph(run("Tekst "), deleted("stary "), run("tu.")), heading("B"))
    )
    bob.post(staged.get_absolute_url(), form(staged))
    assert [part.title for part in Document.objects.get().parts.all()][:1] == ["Cele"]
    (finding,) = (one for one in ImportReport.objects.get().findings if one["kind"] == "unplaced_change")
    assert finding["count"] == 1 and "i zadania" in finding["places"][0]
    assert [one.quote.strip() for one in Suggestion.objects.all()] == ["stary"]


def test_they_can_replace_a_chapter_too(world: World, bob: Client, talked: Document) -> None:
    part = talked.parts.get()
    content = docx(paragraph(run("Zupełnie "), inserted("nowy "), run("tekst.")))
    bob.post(
        reverse("documents:import_into", args=[talked.pk]), {"file": SimpleUploadedFile("a.docx", content)}
    )
    staged = StagedImport.objects.get()
    bob.post(staged.get_absolute_url(), form(staged, target=str(part.pk)))
    part = bring_up_to_date(talked.parts.get())
    assert part.text.strip() == "Zupełnie tekst."
    assert Suggestion.objects.get(author=None).replacement == "nowy tekst."


def test_what_went_out_comes_in_on_the_same_words(world: World, bob: Client, talked: Document) -> None:
    arguments = {"document": talked.pk, "comments": True, "format": "docx"}
    made = make(source_for(world.olga, arguments), "docx")
    staged = upload(bob, world, made)
    bob.post(staged.get_absolute_url(), form(staged))
    again = Document.objects.exclude(pk=talked.pk).get()
    part = again.parts.get(title="Cele 👍")
    old = talked.parts.get()
    assert plain(part.text) == plain(old.text)

    threads = {thread.comments.all()[0].body.split()[0]: thread for thread in again.commentthreads.all()}
    asked = threads["Kto"]
    assert asked.words == "prowadzi"
    assert [comment.writer for comment in asked.comments.all()] == [world.bob.name, world.alice.name]
    settled = threads["Załatwione"]
    assert settled.words.replace("\u00a0", " ") == "15 zł" and settled.resolved
    first = talked.commentthreads.order_by("pk")[0].comments.get(number=1)
    assert abs((asked.comments.get(number=1).created - first.created).total_seconds()) < 1

    assert accept_all(part, by=world.alice)[0] == accept_all(old, by=world.alice)[0] - 1 == 2
    texts = [bring_up_to_date(one.parts.get(title="Cele 👍")).text for one in (talked, again)]
    assert plain(texts[0].replace("\n\nMost", "")) == plain(texts[1])
    assert {row.writer for row in Suggestion.objects.filter(part=part)} == {world.olga.name}

"""From the preview to a document: parts, titles, an event, an account of what was lost."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.drafts.actions import create_document, lock_part
from documents.drafts.models import Document
from documents.drafts.projection import text_document
from documents.imports.models import ImportReport, StagedImport
from kes.live.models import Event
from tests.documents.imports.conftest import form
from tests.documents.imports.files import plan
from tests.people import World


def test_the_parts_become_a_document(world: World, bob: Client, staged: StagedImport) -> None:
    answer = bob.post(staged.get_absolute_url(), form(staged))
    document = Document.objects.get()
    assert answer["Location"] == document.get_absolute_url()
    assert (document.title, document.author) == ("Plan lokalny", world.bob)
    texts = dict(document.parts.values_list("title", "text"))
    assert list(texts) == ["Diagnoza", "Cele", "Koszty"]
    assert texts["Diagnoza"].startswith("W gminie mieszka 12 400 osób.[^1]\n")
    assert texts["Diagnoza"].endswith("[^1]: GUS, 2025.")
    assert texts["Cele"] == "Cel jest stary.\n\n- pierwszy\n- drugi"  # the new word is a suggestion
    assert "| A | 100 |" in texts["Koszty"]
    assert not StagedImport.objects.exists()


def test_pictures_are_stored_with_the_document_and_shown(bob: Client, staged: StagedImport) -> None:
    bob.post(staged.get_absolute_url(), form(staged))
    document = Document.objects.get()
    (image,) = document.images.all()
    assert f"![Mapa gminy]({image.get_absolute_url()})" in document.parts.get(title="Diagnoza").text
    assert f'src="{image.get_absolute_url()}"' in bob.get(document.get_absolute_url()).content.decode()
    assert bob.get(image.get_absolute_url()).status_code == 200


def test_pictures_of_parts_that_are_left_out_are_not_stored(bob: Client, staged: StagedImport) -> None:
    chosen = form(staged)
    del chosen["keep-1"]
    bob.post(staged.get_absolute_url(), chosen)
    assert not Document.objects.get().images.exists()


def test_a_picture_that_cannot_be_stored_is_its_description_and_told(
    bob: Client, staged: StagedImport
) -> None:
    staged.pictures.update(content=b"\x89PNG\r\n broken")
    bob.post(staged.get_absolute_url(), form(staged))
    document = Document.objects.get()
    assert "\n\nMapa gminy\n" in document.parts.get(title="Diagnoza").text
    kinds = [finding["kind"] for finding in document.imports.get().findings]
    assert "picture" in kinds


def test_rejected_changes_bring_the_old_words(bob: Client, staged: StagedImport) -> None:
    bob.post(staged.get_absolute_url(), form(staged, reading="rejected"))
    bob.post(staged.get_absolute_url(), form(StagedImport.objects.get()))
    assert "Cel jest stary." in Document.objects.get().parts.get(title="Cele").text


def test_parts_are_left_out_renamed_and_joined(bob: Client, staged: StagedImport) -> None:
    chosen = form(staged) | {"title": "Program", "title-2": "Nasze cele", "join-3": "1"}
    del chosen["keep-1"]
    bob.post(staged.get_absolute_url(), chosen)
    document = Document.objects.get()
    (part,) = document.parts.all()
    assert (document.title, part.title) == ("Program", "Nasze cele")
    assert "## Koszty\n\n| Cel | Kwota |" in part.text


def test_the_account_stays_with_the_document(world: World, bob: Client, staged: StagedImport) -> None:
    bob.post(staged.get_absolute_url(), form(staged))
    document = Document.objects.get()
    event = Event.objects.get(kind="document.imported")
    assert (event.actor, event.data["name"], event.data["parts"]) == (world.bob, "plan.docx", 3)
    assert ImportReport.objects.get().parts == ["Diagnoza", "Cele", "Koszty"]
    page = bob.get(reverse("documents:import_reports", args=[document.pk])).content.decode()
    assert "plan.docx" in page and "Scalone komórki" in page
    assert (
        reverse("documents:import_reports", args=[document.pk])
        in bob.get(document.get_absolute_url()).content.decode()
    )


def test_a_file_is_added_to_a_document_as_its_last_parts(world: World, bob: Client) -> None:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Wstęp", "x")])
    url = reverse("documents:import_into", args=[document.pk])
    bob.post(url, {"file": SimpleUploadedFile("plan.docx", plan())})
    staged = StagedImport.objects.get()
    bob.post(staged.get_absolute_url(), form(staged))
    assert [part.title for part in document.parts.all()] == ["Wstęp", "Diagnoza", "Cele", "Koszty"]
    assert Document.objects.count() == 1


def test_comments_become_threads_on_their_words_by_their_authors(bob: Client, staged: StagedImport) -> None:
    bob.post(staged.get_absolute_url(), form(staged))
    (thread,) = Document.objects.get().commentthreads.all()
    (comment,) = thread.comments.all()
    assert (comment.author, comment.author_name, comment.body) == (None, "Ola", "Skąd ta liczba?")
    assert (str(thread.part), thread.quote) == ("Diagnoza", "12 400 osób")
    assert not ImportReport.objects.get().left_out


def test_comments_can_be_left_out_and_stay_in_the_account(bob: Client, staged: StagedImport) -> None:
    chosen = form(staged)
    del chosen["comments"]
    bob.post(staged.get_absolute_url(), chosen)
    assert not Document.objects.get().commentthreads.exists()
    assert [comment["text"] for comment in ImportReport.objects.get().left_out] == ["Skąd ta liczba?"]


def test_a_file_replaces_the_text_of_a_chapter_and_a_version_keeps_the_old_one(
    world: World, bob: Client
) -> None:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Wstęp", "Stary tekst.")])
    part = document.parts.get()
    staged = _into(bob, document)
    bob.post(staged.get_absolute_url(), form(staged, target=str(part.pk)))
    text = text_document(part.pk)[0].text
    assert text.startswith("W gminie mieszka") and "## Cele" in text and "Stary" not in text
    assert document.versions.get().parts.get().text == "Stary tekst."
    assert document.parts.count() == 1


def test_a_locked_chapter_is_not_replaced_and_the_choices_stay(world: World, bob: Client) -> None:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Wstęp", "Stary tekst.")])
    part = document.parts.get()
    staged = _into(bob, document)
    lock_part(part, by=world.alice, locked=True)
    answer = bob.post(staged.get_absolute_url(), form(staged, target=str(part.pk)))
    assert answer.status_code == 400
    assert text_document(part.pk)[0].text == "Stary tekst." and StagedImport.objects.exists()


def _into(client: Client, document: Document) -> StagedImport:
    url = reverse("documents:import_into", args=[document.pk])
    client.post(url, {"file": SimpleUploadedFile("plan.docx", plan())})
    return StagedImport.objects.get()


def test_whoever_lost_the_right_to_create_is_refused(world: World, bob: Client, staged: StagedImport) -> None:
    from groups.membership.actions import end_membership
    from groups.membership.models import Membership

    end_membership(Membership.objects.get(user=world.bob), by=world.alice)
    assert bob.post(staged.get_absolute_url(), form(staged)).status_code in (403, 404)
    assert not Document.objects.exists()

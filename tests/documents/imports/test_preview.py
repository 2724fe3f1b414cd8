"""The preview: what is lost, how it is divided, what is taken; every choice is kept."""

from django.test import Client
from django.urls import reverse

from documents.drafts.models import Document
from documents.imports.models import StagedImport
from tests.documents.imports.conftest import form, upload
from tests.people import World


def test_it_says_what_cannot_be_kept_and_where(bob: Client, staged: StagedImport) -> None:
    page = bob.get(staged.get_absolute_url()).content.decode()
    assert "Scalone komórki" in page
    assert "Koszty" in page


def test_it_lists_reviewers_changes_and_comments(bob: Client, staged: StagedImport) -> None:
    page = bob.get(staged.get_absolute_url()).content.decode()
    assert "<ins>nowy</ins>" in page and "<del>stary</del>" in page
    assert "Skąd ta liczba?" in page and "<q>12 400 osób</q>" in page


def test_each_level_of_headings_is_offered_with_its_number_of_parts(world: World, bob: Client) -> None:
    staged = upload(bob, world, b"# A\n\n## B\n\nx\n\n# C\n\ny\n", "a.md")
    page = " ".join(bob.get(staged.get_absolute_url()).content.decode().split())
    assert "2 części" in page and "3 części" in page


def test_another_level_is_kept_and_shown_with_its_own_parts(world: World, bob: Client) -> None:
    staged = upload(bob, world, b"# A\n\n## B\n\nx\n\n# C\n\ny\n", "a.md")
    bob.post(staged.get_absolute_url(), form(staged, level="2", action="preview"))
    page = bob.get(staged.get_absolute_url()).content.decode()
    assert 'name="title-3"' in page and 'value="accepted:2"' in page


def test_ticks_titles_and_joins_survive_going_back(bob: Client, staged: StagedImport) -> None:
    chosen = form(staged, action="preview") | {"title-1": "Stan obecny", "join-2": "1"}
    del chosen["keep-3"]
    bob.post(staged.get_absolute_url(), chosen)
    staged.refresh_from_db()
    kept = form(staged)
    assert kept["title-1"] == "Stan obecny"
    assert "join-2" in kept and "keep-3" not in kept
    assert 'value="Stan obecny"' in bob.get(staged.get_absolute_url()).content.decode()


def test_choosing_a_level_and_creating_at_once_shows_the_new_division_first(
    world: World, bob: Client
) -> None:
    """Without scripts the ticks on the page belong to the old division."""
    staged = upload(bob, world, b"# A\n\n## B\n\nx\n\n# C\n\ny\n", "a.md")
    bob.post(staged.get_absolute_url(), form(staged, level="2"))
    assert not Document.objects.exists()
    bob.post(staged.get_absolute_url(), form(StagedImport.objects.get()))
    assert Document.objects.get().parts.count() == 3


def test_nothing_ticked_is_said_in_place(bob: Client, staged: StagedImport) -> None:
    chosen = {name: value for name, value in form(staged).items() if not name.startswith("keep-")}
    answer = bob.post(staged.get_absolute_url(), chosen)
    assert answer.status_code == 400 and "Wybierz przynajmniej jedną część" in answer.content.decode()


def test_the_text_is_read_as_it_will_be_with_its_pictures(bob: Client, staged: StagedImport) -> None:
    page = bob.get(reverse("documents:import_text", args=[staged.pk])).content.decode()
    (picture,) = staged.pictures.all()
    address = reverse("documents:import_picture", args=[staged.pk, picture.key])
    assert f'src="{address}"' in page and "<h2>Cele</h2>" in page
    answer = bob.get(address)
    assert answer["Content-Type"] == "image/png" and answer.content == bytes(picture.content)


def test_a_file_full_of_markup_is_shown_and_never_run(world: World, bob: Client) -> None:
    staged = upload(
        bob, world, b"# <script>alert(1)</script>\n\n<img src=x onerror=alert(1)> [x](javascript:y)", "a.md"
    )
    for address in (staged.get_absolute_url(), reverse("documents:import_text", args=[staged.pk])):
        page = bob.get(address).content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page and 'href="javascript' not in page

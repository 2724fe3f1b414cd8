"""A renamed heading stays the heading that references and links mean."""

import re
import secrets
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.drafts.actions import create_document, rename_part
from documents.drafts.models import Document, Part
from documents.drafts.projection import text_document
from documents.drafts.text import TextDocument, to_relative
from documents.drafts.text.edit import delete, insert
from documents.reading.marks import marks_of
from documents.reading.model import Target, Whole
from documents.reading.models import TargetName
from documents.reading.naming import named
from documents.reading.scan import plain
from documents.reading.texts import read_draft
from documents.rendering import rendered
from documents.structure.actions import join_parts, move_part, remove_part, split_part
from documents.versions.actions import cut_version, keep_version
from documents.versions.listing import readable
from documents.versions.models import Version
from kes.accounts.models import User
from tests.documents.comments.talking import write
from tests.people import World

SignedIn = Callable[[User], Client]
TABLE = "Tabela: Wskaźniki\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"


@pytest.fixture
def plan(world: World) -> Document:
    parts = [
        ("Diagnoza", f"# Potrzeby\n\nZob. [](#cele-ogolne).\n\n# Zasoby\n\n{TABLE}"),
        ("Działania", "# Cele ogólne\n\nZob. [](#potrzeby), [](#diagnoza) i [](#tabela-wskazniki)."),
    ]
    document = create_document(world.group, by=world.alice, title="Plan", parts=parts)
    read_draft(document)
    return document


def shown(document: Document) -> list[str]:
    """What each chapter's references read as."""
    _parts, whole = read_draft(Document.objects.get(pk=document.pk))
    assert not whole.missing, whole.missing
    return references(whole)


def references(whole: Whole) -> list[str]:
    return [plain(found) for one in whole.chapters for found in re.findall(r"Zob\..*", one.html)]


def part(document: Document, title: str) -> Part:
    return Part.objects.select_related("document__group").get(document=document, title=title)


def test_references_follow_a_heading_to_its_new_title(plan: Document, world: World) -> None:
    write(part(plan, "Działania"), world.bob, "Cele ogólne", "Do czego dążymy")
    write(part(plan, "Diagnoza"), world.bob, "Potrzeby", "Czego brakuje")
    assert shown(plan) == ["Zob. „Do czego dążymy”.", "Zob. „Czego brakuje”, „Diagnoza” i tabela\u00a01."]


def test_they_follow_letter_by_letter_and_through_many_titles(plan: Document, world: World) -> None:
    title = "Potrzeby"
    for letter in " mieszkańców":
        write(part(plan, "Diagnoza"), world.bob, f"# {title}", f"# {title}{letter}")
        title += letter
        shown(plan)
    write(part(plan, "Diagnoza"), world.bob, f"# {title}", "# Y")
    shown(plan)
    write(part(plan, "Diagnoza"), world.bob, "# Y", "# Potrzeby")
    assert "„Potrzeby”" in shown(plan)[1]


def test_a_chapter_and_a_caption_may_be_renamed_too(plan: Document, world: World) -> None:
    rename_part(part(plan, "Diagnoza"), by=world.alice, title="Co wiemy")
    write(part(plan, "Co wiemy"), world.bob, "Tabela: Wskaźniki", "Tabela: Liczby")
    assert shown(plan)[1] == "Zob. „Potrzeby”, „Co wiemy” i tabela\u00a01."


def test_a_title_taken_over_does_not_take_over_the_references(plan: Document, world: World) -> None:
    write(part(plan, "Diagnoza"), world.bob, "# Potrzeby", "# Braki")
    write(part(plan, "Diagnoza"), world.bob, "# Zasoby", "# Potrzeby")
    assert "„Braki”" in shown(plan)[1]
    _parts, whole = read_draft(plan)
    assert [one.slug for one in whole.targets if one.title == "Potrzeby"] == ["potrzeby-2"]


def test_equal_titles_keep_their_numbers_when_the_first_is_renamed(world: World) -> None:
    text = "# Cele\n\n# Cele\n\nZob. [](#cele) i [](#cele-2)."
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("A", text)])
    read_draft(document)
    write(part(document, "A"), world.bob, "# Cele\n\n# Cele", "# Zamiary\n\n# Cele")
    assert shown(document) == ["Zob. „Zamiary” i „Cele”."]


def test_other_signs_before_the_title_change_nothing(plan: Document, world: World) -> None:
    write(part(plan, "Diagnoza"), world.bob, "# Potrzeby", "# Braki")
    shown(plan)
    write(part(plan, "Diagnoza"), world.bob, "# Braki", "## Braki")
    assert "„Braki”" in shown(plan)[1]


def test_a_renamed_heading_that_is_cut_and_pasted_takes_its_names_along(plan: Document, world: World) -> None:
    write(part(plan, "Diagnoza"), world.bob, "# Potrzeby", "# Braki")
    shown(plan)
    write(part(plan, "Działania"), world.bob, "# Cele ogólne", "# Braki\n\nTekst.\n\n# Cele ogólne")
    write(part(plan, "Diagnoza"), world.bob, "# Braki\n\n", "")
    assert "„Braki”" in shown(plan)[1]
    assert "„Braki”" in shown(plan)[1]


def test_names_survive_moving_dividing_and_joining(plan: Document, world: World) -> None:
    write(part(plan, "Diagnoza"), world.bob, "# Potrzeby", "# Braki")
    write(part(plan, "Diagnoza"), world.bob, "# Zasoby", "# Braki drugie")
    expected = shown(plan)
    move_part(part(plan, "Działania"), by=world.alice, up=True)
    assert shown(plan) == list(reversed(expected))
    move_part(part(plan, "Działania"), by=world.alice, up=False)
    document, _seq = text_document(part(plan, "Działania").pk)
    at = document.text.index("Zob.")
    split_part(part(plan, "Działania"), by=world.alice, at=to_relative(document, at), title="Reszta")
    assert shown(plan) == expected
    join_parts(part(plan, "Diagnoza"), by=world.alice)
    assert shown(plan) == expected


def test_a_heading_that_is_gone_is_missed_until_one_has_its_title(plan: Document, world: World) -> None:
    write(part(plan, "Diagnoza"), world.bob, "# Potrzeby\n\n", "")
    assert [one.slug for one in read_draft(plan)[1].missing] == ["potrzeby"]
    write(part(plan, "Działania"), world.bob, "Zob.", "## Potrzeby\n\nZob.")
    assert "„Potrzeby”" in shown(plan)[1]


def test_a_chapter_in_the_bin_is_missed(plan: Document, world: World) -> None:
    remove_part(part(plan, "Diagnoza"), by=world.alice)
    assert {one.slug for one in read_draft(plan)[1].missing} == {"potrzeby", "diagnoza", "tabela-wskazniki"}


def test_versions_read_as_the_draft_did(plan: Document, world: World) -> None:
    write(part(plan, "Diagnoza"), world.bob, "# Potrzeby", "# Braki")
    expected = shown(plan)
    named_one = cut_version(plan, by=world.alice, name="Pierwsza")
    write(part(plan, "Diagnoza"), world.bob, "Zob.", "Tu. Zob.")
    automatic = keep_version(plan, by=None, reason=Version.Reason.HOURLY)
    assert automatic
    for version in (named_one, automatic):
        html = " ".join(one.html for one in readable(version))
        assert "reference-missing" not in html and plain(html).count(expected[1]) == 1


def test_a_reading_that_finds_nothing_new_writes_nothing(
    plan: Document, django_assert_num_queries: Callable[[int], object]
) -> None:
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        read_draft(plan)


def test_the_editor_knows_former_names(plan: Document, world: World, signed_in: SignedIn) -> None:
    write(part(plan, "Diagnoza"), world.bob, "# Potrzeby", "# Braki")
    address = reverse("documents:targets", args=[part(plan, "Diagnoza").pk])
    found = {one["slug"]: one["names"] for one in signed_in(world.bob).get(address).json()["targets"]}
    assert found["braki"] == ["braki", "potrzeby"]


def test_links_from_outside_lead_to_the_heading_under_every_name(
    plan: Document, world: World, signed_in: SignedIn
) -> None:
    write(part(plan, "Diagnoza"), world.bob, "# Potrzeby", "# Braki")
    rename_part(part(plan, "Działania"), by=world.alice, title="Co zrobimy")
    page = signed_in(world.bob).get(plan.get_absolute_url()).content.decode()
    heading = re.search(r'<h3 id="c1-h1">(.*?)</h3>', page, re.DOTALL)
    assert heading and {"t-braki", "t-potrzeby"} == set(re.findall(r'id="(t-[^"]*)"', heading[1]))
    assert 'href="#t-braki"' in heading[1]
    chapter = re.search(r'aria-labelledby="c2">(.*?)</h2>', page, re.DOTALL)
    assert chapter and re.findall(r'id="(t-[^"]*)"', chapter[1]) == ["t-co-zrobimy", "t-dzialania"]
    assert 'href="#t-co-zrobimy"' in chapter[1]
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))


def test_what_was_projected_before_there_were_marks_gets_them(plan: Document) -> None:
    Part.objects.update(marks=None)
    TargetName.objects.all().delete()
    read_draft(plan)
    assert set(part(plan, "Diagnoza").marks or {}) == {"h1", "h2", "p2"}


WORDS = st.sampled_from(["Cele", "Cele 2", "Diagnoza", "Źródła", "A", "1."])
LINES = st.lists(st.one_of(WORDS.map("# {}".format), WORDS.map("Zdanie: {}.".format)), min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(LINES, st.lists(st.tuples(st.integers(0, 7), WORDS), max_size=8), st.data())
def test_whatever_is_renamed_every_name_leads_to_its_own_heading(
    lines: list[str], renames: list[tuple[int, str]], data: st.DataObject
) -> None:
    """Titles change one by one, and the text is read at random moments."""
    document = TextDocument()
    insert(document, 0, "\n\n".join(lines), secrets.randbits(31))
    kept: dict[str, str] = {}
    first: dict[str, str] = {}
    for place, word in [(-1, ""), *renames]:
        if 0 <= place < len(lines) and lines[place].startswith("#"):
            _retitle(document, sum(len(line) + 2 for line in lines[:place]) + 2, len(lines[place]) - 2, word)
            lines[place] = f"# {word}"
        if place == -1 or data.draw(st.booleans()):
            result = named(_targets(document), kept)
            assert len({target.slug for target in result.targets}) == len(result.targets)
            kept |= {name: target.mark for name, target in result.known.items() if target.mark}
            for name, mark in first.items():
                assert kept[name] == mark
            first |= kept


def _retitle(document: TextDocument, at: int, length: int, title: str) -> None:
    delete(document, at, length)
    insert(document, at, title, secrets.randbits(31))


def _targets(document: TextDocument) -> list[Target]:
    done = rendered(document.text, "c1")
    marks = marks_of(document, document.text, done.blocks)
    assert len(set(marks.values())) == len(marks)
    return [
        Target("", "heading", id, "", title, marks.get(id.partition("-")[2], ""))
        for _level, id, title in done.toc
    ]

"""References of a text that is shown by itself: by titles, without numbers."""

import pytest
from pytest_django import DjangoAssertNumQueries

from documents.drafts.actions import create_document
from documents.drafts.models import Document
from documents.reading.actions import set_numbering
from documents.reading.references import References
from tests.people import World

TABLE = "Tabela: Wskaźniki <2027\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"


@pytest.fixture
def plan(world: World) -> Document:
    parts = [("Diagnoza", TABLE), ("Cele & środki", "# Praca")]
    document = create_document(world.group, by=world.alice, title="Plan", parts=parts)
    set_numbering(document, by=world.alice, numbering="decimal")
    return document


@pytest.mark.parametrize(
    "written,read",
    [
        ('<a href="#tabela-wskazniki-2027"></a>', "tabela „Wskaźniki &lt;2027”"),
        ('<a href="#tabela-wskazniki-2027" class="a">w tabeli #</a>', "w tabeli „Wskaźniki &lt;2027”"),
        ('<a href="#praca"> </a>', "„Praca”"),
        ('<a href="#cele-srodki"></a>', "„Cele &amp; środki”"),
        ('<a href="#praca">o <em>pracy</em></a>', "o <em>pracy</em>"),
        ('<a href="#nie-ma"></a>', "nie-ma"),
        ('<a href="#nie-ma">tabela #</a>', "tabela #"),
    ],
)
def test_a_reference_reads_by_the_title_of_what_it_leads_to(plan: Document, written: str, read: str) -> None:
    assert f">{read}</a>" in References(plan).worded(f"<p>Zob. {written}.</p>")


def test_names_are_looked_up_only_where_something_is_referred_to(
    plan: Document, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert References(plan).worded('<p><a href="https://a.pl/#b">c</a></p>').count("<a") == 1

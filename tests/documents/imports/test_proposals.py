"""Tracked changes as proposals: accepted all, the new text; whose they are; what only goes together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.imports.marks import unmarked
from documents.imports.proposals import Proposed, proposed
from kes.intake import Span, Tracked
from kes.intake.reading import read
from tests.kes.intake.making import (
    comment,
    commented,
    deleted,
    docx,
    footnote,
    heading,
    inserted,
    note,
    paragraph,
    run,
    table,
)


def of_file(*body: str, **more: object) -> Proposed:
    tracked = read(docx(*body, **more), "plan.docx").tracked  # type: ignore[arg-type]
    assert tracked
    found = proposed(tracked)
    assert found
    return found


def told(found: Proposed) -> list[tuple[str, str, str]]:
    return [(one.author, one.quote, one.replacement) for one in found.proposals]


def accepted(text: str, found: Proposed) -> str:
    """All proposals applied."""
    known = {one.key: one for one in found.proposals}
    here = unmarked(text)
    plain = here.text
    for passage in reversed(here.proposals):
        assert plain[passage.start : passage.end] == known[passage.key].quote
        plain = plain[: passage.start] + known[passage.key].replacement + plain[passage.end :]
    return plain


def test_neighbours_of_one_author_are_one_replacement() -> None:
    found = of_file(
        paragraph(run("Ala ma "), deleted("dużego psa", "Ewa"), inserted("małego kota"), run("."))
    )
    assert told(found) == [("Ewa", "dużego psa", "małego kota")]
    assert found.proposals[0].date == "2026-01-02T10:00:00Z"


def test_what_is_only_put_in_quotes_the_word_beside_it() -> None:
    assert told(of_file(paragraph(run("Ala ma kota"), inserted(" i psa"), run(".")))) == [
        ("Ewa", "kota", "kota i psa")
    ]
    assert told(of_file(paragraph(inserted("Mała "), run("Ala ma kota.")))) == [("Ewa", "Ala", "Mała Ala")]


def test_changes_of_two_people_keep_their_authors() -> None:
    found = of_file(
        paragraph(run("Ala ma "), inserted("małego ", by="Ewa"), run("kota i "), deleted("psa"), run("."))
    )
    assert told(found) == [("Ewa", "kota", "małego kota"), ("Jan", " psa", "")]


def test_a_paragraph_that_came_is_a_proposal_beside_the_one_before() -> None:
    mark = '<w:rPr><w:ins w:id="3" w:author="Ewa" w:date="2026-01-02T10:00:00Z"/></w:rPr>'
    found = of_file(paragraph("Raz."), paragraph(inserted("Dwa."), look=mark), paragraph("Trzy."))
    (made,) = told(found)
    assert made in [("Ewa", "Raz.", "Raz.\n\nDwa."), ("Ewa", "Trzy.", "Dwa.\n\nTrzy.")]
    assert accepted(found.accepting, found) == "Raz.\n\nDwa.\n\nTrzy.\n"


def test_rows_footnotes_and_headings_go_together_and_are_told() -> None:
    found = of_file(
        heading("Cele"),
        paragraph(run("Ala ma kota"), f'<w:ins w:id="5" w:author="Ewa">{note(2)}</w:ins>', run(".")),
        paragraph(run("Drugi "), inserted("nowy "), run("akapit.")),
        paragraph(inserted("Nowy nagłówek"), style="Heading1"),
        parts={"word/footnotes.xml": footnote(2, "Z ustawy.")},
    )
    assert told(found) == [("Ewa", "akapit.", "nowy akapit.")]
    assert (
        "kota[^1]" in unmarked(found.accepting).text and "# Nowy nagłówek" in unmarked(found.accepting).text
    )
    assert "[^1]" not in unmarked(found.rejecting).text and "Nowy" not in unmarked(found.rejecting).text
    assert len(found.rest) >= 2


def test_comments_stay_on_their_words_also_in_what_was_put_in() -> None:
    body = f'<w:ins w:id="7" w:author="Ewa">{commented(1, "nowe ")}</w:ins>'
    found = of_file(
        paragraph(run("Są "), body, run("zasady i "), commented(2, "cele"), run(".")),
        parts={"word/comments.xml": comment(1, "Czy nowe?") + comment(2, "Jakie?")},
    )
    here = unmarked(found.accepting)
    assert [(one.key, here.text[one.start : one.end]) for one in here.comments] == [(1, ""), (2, "cele")]


def test_words_in_a_cell_are_proposals_a_row_is_not() -> None:
    changed = f"<w:tc>{paragraph(run('A '), inserted('B'))}</w:tc>"
    assert told(of_file(table(["x", "y"], [changed, "1"]))) == [("Ewa", "A", "A B")]


def test_the_number_of_an_item_is_nobodys_change() -> None:
    mark = '<w:rPr><w:ins w:id="3" w:author="Ewa" w:date="2026-01-02T10:00:00Z"/></w:rPr>'
    found = of_file(
        paragraph("raz", item=(2, 0)),
        paragraph(inserted("nowy"), item=(2, 0), look=mark),
        paragraph("dwa", item=(2, 0)),
        paragraph("trzy", item=(2, 0)),
    )
    assert [one.author for one in found.proposals] == ["Ewa"]
    assert "nowy" in found.proposals[0].replacement and "trzy" not in found.proposals[0].replacement


@pytest.mark.parametrize("same", ["", "Ala ma kota.\n"])
def test_nothing_to_propose(same: str) -> None:
    assert proposed(Tracked(same, same, [])) is None


WORDS = st.lists(
    st.sampled_from(["Ala", "kot", "i", "12", "[^1]", "|", "- x", "# y", "\n\n", "\n"]), max_size=30
)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_proposals_and_the_rest_accepted_give_the_new_text(one: list[str], two: list[str]) -> None:
    old, new = " ".join(one), " ".join(two)
    found = proposed(Tracked(old, new, [Span(0, 5, "Ewa", ""), Span(9, 9, "Jan", "")]))
    if found is None:
        return
    assert unmarked(found.rejecting).text == old
    assert accepted(found.accepting, found).split() == new.split() or "12" in old + new
    quotes = [one.quote for one in found.proposals]
    assert all(quotes) and len(unmarked(found.accepting).proposals) == len(quotes)

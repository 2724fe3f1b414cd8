"""The redline: without what was inserted it is the old text, without what was deleted the new one."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.versions.redline import Chapter, Labels, Redline, redline, write
from documents.versions.redline.blocks import Block, read
from documents.versions.redline.merge import Merger
from kes.markup import render
from kes.publishing.elements import Node

LABELS = Labels("wstawiono", "usunięto", "koniec")


def html(text: str) -> str:
    return render(text, profile="document", prefix="c1", base=3).html


def chapter(key: str, title: str, text: str = "") -> Chapter:
    return Chapter(key, title, text, lambda: html(text))


def compared(old: str, new: str) -> Redline:
    return redline([chapter("a", "Cele", old)], [chapter("a", "Cele", new)])


def shown(found: Redline) -> str:
    return "".join(write([one.node for one in part.blocks], LABELS, set()) for part in found.chapters)


def marks(found: Redline) -> list[tuple[str, str]]:
    return [(change.old.strip(), change.new.strip()) for change in found.changes]


def side(node: Node | str, without: str) -> str:
    """The words of one side."""
    if isinstance(node, str):
        return node
    return "" if node.tag == without else " ".join(side(child, without) for child in node.children)


def plain(blocks: list[Block]) -> str:
    return re.sub(r"\s", "", "".join(block.plain for block in blocks))


@pytest.mark.parametrize(
    "old, new, expected",
    [
        ("Ala ma kota.", "Ala ma psa.", [("kota", "psa")]),
        ("Ala ma kota.", "Ala nie ma kota.", [("", "nie")]),
        ("Pierwszy.\n\nDrugi.", "Pierwszy.", [("Drugi.", "")]),
        ("- raz\n- dwa", "- raz\n- półtora\n- dwa", [("", "półtora")]),
        ("| a | b |\n|--|--|\n| 1 | 2 |", "| a | b |\n|--|--|\n| 1 | 3 |", [("2", "3")]),
        ("| a |\n|--|\n| 1 |", "| a |\n|--|\n| 1 |\n| 2 |", [("", "2")]),
        ("| a | b |\n|--|--|\n| 1 | 2 |", "| a | x | b |\n|--|--|--|\n| 1 | 9 | 2 |", [("", "x"), ("", "9")]),
        ("**Ala** ma", "Ala ma", [("Ala", "Ala")]),
        ("Tekst[^1].\n\n[^1]: Nota.", "Nowy[^2] tekst[^1].\n\n[^2]: Inna.\n\n[^1]: Nota.", None),
        ("A 👩🏽‍🚀 z", "A 👩🏽‍🚀 ż", [("z", "ż")]),
        ("duży zielony dom", "mały czerwony dom", [("duży zielony", "mały czerwony")]),
    ],
)
def test_changes_are_found_word_by_word(old: str, new: str, expected: list[tuple[str, str]] | None) -> None:
    found = compared(old, new)
    assert expected is None or marks(found) == expected
    assert found.changes


def test_a_paragraph_written_anew_is_shown_as_two_not_as_a_jumble() -> None:
    old = "Celem programu jest wsparcie osób bezdomnych w powiecie."
    new = "Rada zbiera się raz na kwartał i przyjmuje sprawozdania w terminie."
    assert [(bool(old), bool(new)) for old, new in marks(compared(old, new))] == [
        (True, False),
        (False, True),
    ]


def test_inserted_and_deleted_words_can_be_heard_and_jumped_to() -> None:
    html = shown(compared("Ala ma kota.", "Ala ma psa."))
    assert '<del id="change-1" tabindex="-1" data-change="1">' in html
    assert '<ins data-change="1">' in html
    assert (
        '<span class="visually-hidden">[wstawiono: </span>psa<span class="visually-hidden"> koniec]</span>'
        in html
    )


def test_a_picture_alone_is_told_by_its_description() -> None:
    picture = "![Mapa gminy](/files/2f1c1e4e-38ad-497f-9306-5c222f62a835)"
    assert marks(compared("Tekst.", f"Tekst.\n\n{picture}")) == [("", "[Mapa gminy]")]
    assert marks(compared(f"Tekst.\n\n{picture}", "Tekst.")) == [("[Mapa gminy]", "")]


def test_words_that_people_struck_out_are_no_mark_of_ours() -> None:
    html = shown(compared("Ala ~~ma~~ kota.", "Ala ~~ma~~ psa."))
    assert "<s>ma</s>" in html


def test_text_stays_text() -> None:
    html = shown(compared("a &lt;script&gt; `<b>`", 'a &lt;script&gt; `<i>` "x"'))
    assert "<script" not in html
    assert "<i>" not in html


def test_chapters_that_came_went_moved_or_got_a_title() -> None:
    old = [
        chapter("a", "Wstęp", "x"),
        chapter("b", "Cele", "x"),
        chapter("c", "Środki", "x"),
        chapter("d", "Stary"),
    ]
    new = [
        chapter("a", "Wstęp", "x"),
        chapter("c", "Nakłady", "x"),
        chapter("b", "Cele", "x"),
        chapter("e", "Nowy", "a b"),
    ]
    found = redline(old, new).chapters
    assert [(one.plain_title, one.state, one.renamed) for one in found] == [
        ("Wstęp", "same", False),
        ("Nakłady", "same", True),
        ("Stary", "removed", False),
        ("Cele", "same", False),
        ("Nowy", "added", False),
    ]
    assert sum(one.moved for one in found) == 1
    assert len(found[-1].changes) == 1


def test_the_same_is_the_same() -> None:
    text = "# A\n\n- x\n\n| a |\n|--|\n| 1 |\n\n```\nb\n```"
    assert compared(text, text).same


PIECES = [
    "raz",
    "dwa **trzy**",
    "żółć",
    "👩🏽‍🚀",
    "[x](https://a.pl)",
    "\n\n",
    "\n\n- ",
    "\n\n> ",
    "\n\n### ",
]
markdown = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(markdown, markdown)
def test_each_side_can_be_read_out_of_it(old: str, new: str) -> None:
    one, other = html(old), html(new)
    blocks = Merger().blocks(read(one), read(other))
    for without, text in (("ins", one), ("del", other)):
        words = "".join(side(block.node, without) for block in blocks)
        assert re.sub(r"\s", "", words) == plain(read(text))


def test_sixty_pages_are_compared_in_a_second() -> None:
    """Twelve chapters of five pages each; every third paragraph has a word changed."""
    sentence = (
        "Zadanie {} realizuje ośrodek wsparcia we współpracy z partnerami społecznymi z terenu powiatu. "
    )
    texts = ["\n\n".join(sentence.format(n) * 5 for n in range(25)) for _chapter in range(12)]
    changed = [re.sub(r"(Zadanie \d*[147] realizuje ośrodek)", r"\1 i centrum", text) for text in texts]
    old, new = ([_made(str(n), text) for n, text in enumerate(side)] for side in (texts, changed))
    start = time.process_time()
    found = redline(old, new)
    pages = shown(found)
    took = time.process_time() - start
    print(
        f"{sum(map(len, texts))} characters, {len(found.changes)} changes, {len(pages)} bytes: {took:.2f} s"
    )
    assert len(found.changes) > 300
    assert took < 1.5  # half a second on a quiet machine


def _made(key: str, text: str) -> Chapter:
    page = html(text)
    return Chapter(key, f"Rozdział {key}", text, lambda: page)

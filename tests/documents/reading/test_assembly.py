"""Chapters become one text: numbers, captions, notes, and references that survive reordering."""

import re
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.reading.assembly import assemble, label
from documents.reading.model import Chapter, Style, Whole
from documents.reading.scan import TAG, plain
from documents.rendering import rendered

POLISH = Style(
    "decimal",
    "Rozdział",
    (("chapter", "rozdział"), ("heading", "podrozdział"), ("table", "tabela"), ("figure", "rysunek")),
    "odesłanie donikąd",
    ("„", "”"),
)
TABLE = "| a | b |\n| --- | --- |\n| 1 | 2 |"
IMAGE = "![Mapa](/files/3a)"


def whole(*chapters: tuple[str, str], style: Style = POLISH) -> Whole:
    return assemble([_chapter(place, *one) for place, one in enumerate(chapters, start=1)], style)


def _chapter(place: int, title: str, text: str) -> Chapter:
    done = rendered(text, f"c{place}")
    return Chapter(title, f"c{place}", done.html, done.toc, done.blocks)


def words(one: Chapter) -> list[str]:
    """Each top-level line of a chapter as it is read."""
    return [" ".join(line.split()) for line in plain(one.html).split("\n") if line.strip()]


def test_chapters_and_headings_are_numbered_by_nesting() -> None:
    done = whole(("Diagnoza", "# Potrzeby\n\n## Seniorzy\n\n## Młodzi\n\n# Zasoby"), ("Cele", "# Pierwszy"))
    assert [one.heading for one in done.chapters] == ["1. Diagnoza", "2. Cele"]
    headings = [line for one in done.chapters for line in words(one)]
    assert headings == ["1.1. Potrzeby", "1.1.1. Seniorzy", "1.1.2. Młodzi", "1.2. Zasoby", "2.1. Pierwszy"]
    assert [title for _level, _id, title in done.chapters[0].toc][1] == "1.1.1.\u00a0Seniorzy"


def test_chapters_may_be_called_by_their_word() -> None:
    style = Style("chapters", "Rozdział")
    assert whole(("Cele", ""), style=style).chapters[0].heading == "Rozdział\u00a01. Cele"


def test_without_numbering_a_plain_text_stays_as_it_is() -> None:
    text = "# Nagłówek\n\nAkapit[^1] i [link](https://example.org).\n\n" + TABLE + "\n\n[^1]: Przypis."
    before = _chapter(1, "Tytuł", text)
    assert assemble([before], Style()).chapters[0] == before


def test_captions_before_and_after_are_numbered_through_the_text() -> None:
    done = whole(
        ("A", f"Tabela: Wskaźniki\n\n{TABLE}\n\n{IMAGE}\n\nRysunek: Mapa gminy"),
        ("B", f"{TABLE}\n\nTab.: Budżet\n\nRys.: Plan\n\n{IMAGE}"),
    )
    captions = [line for one in done.chapters for line in words(one) if line[:3] in ("Tab", "Rys")]
    assert captions == ["Tabela 1. Wskaźniki", "Rysunek 1. Mapa gminy", "Tabela 2. Budżet", "Rysunek 2. Plan"]


def test_a_table_is_named_by_its_caption() -> None:
    html = whole(("A", f"Tabela: Wskaźniki\n\n{TABLE}")).chapters[0].html
    caption = re.search(r'<p class="caption" id="([^"]+)">', html)
    assert caption and html.count(f'aria-labelledby="{caption[1]}"') == 2


def test_a_caption_that_belongs_to_nothing_is_a_sentence() -> None:
    text = f"Tabela: nie tu\n\nAkapit.\n\nRysunek: też nie\n\n{TABLE}\n\nTabela: tak\n\nTabela: druga nie"
    assert [line for line in words(whole(("A", text)).chapters[0]) if ": " in line] == [
        "Tabela: nie tu", "Rysunek: też nie", "Tabela: druga nie",
    ]  # fmt: skip


def test_footnotes_are_numbered_through_the_whole() -> None:
    done = whole(
        ("A", "Raz[^a] dwa[^b].\n\n[^a]: A.\n[^b]: B."),
        ("B", "bez"),
        ("C", "Trzy[^a], trzy[^a].\n\n[^a]: C."),
    )
    assert "trzy3." in plain(done.chapters[2].html) and '<ol start="3">' in done.chapters[2].html
    assert '<ol start="' not in done.chapters[0].html


def test_references_say_kind_and_number() -> None:
    text = "Zob. [](#cele), [](#potrzeby), [](#tabela-wskazniki) oraz [tabeli #](#tabela-wskazniki)."
    done = whole(("Diagnoza", f"# Potrzeby\n\n{text}"), ("Cele", f"Tabela: Wskaźniki\n\n{TABLE}"))
    said = "Zob. rozdział\u00a02, podrozdział\u00a01.1, tabela\u00a01 oraz tabeli 1."
    assert said in plain(done.chapters[0].html) and done.missing == []
    assert '<a class="reference" href="#c2">' in done.chapters[0].html


def test_an_unnumbered_heading_is_quoted() -> None:
    quoting = Style(quotes=("„", "”"))
    assert "Zob. „Cele ogólne”" in plain(
        whole(("Cele ogólne", "Zob. [](#cele-ogolne)"), style=quoting).chapters[0].html
    )


def test_references_survive_reordering() -> None:
    first, second = ("Diagnoza", "Patrz [](#cele)."), ("Cele", "Patrz [](#diagnoza).")
    assert "Patrz rozdział\u00a02." in plain(whole(first, second).chapters[0].html)
    assert "Patrz rozdział\u00a01." in plain(whole(second, first).chapters[1].html)


def test_a_reference_to_nothing_is_reported_and_shown() -> None:
    done = whole(("A", "Pierwszy.\n\nZob. [](#nie-ma) i [tu](#tez-nie)."))
    assert [(one.slug, one.chapter, one.id) for one in done.missing] == [
        ("nie-ma", 1, "c1-p2"), ("tez-nie", 1, "c1-p2"),
    ]  # fmt: skip
    assert "Zob. [odesłanie donikąd: nie-ma] i tu [odesłanie donikąd: tez-nie]." in plain(
        done.chapters[0].html
    )


def test_an_address_copied_from_the_page_still_leads_there() -> None:
    done = whole(("A", "Pierwszy.\n\n[wyżej](#c1-p1), [rozdział](#c1)"))
    assert done.missing == [] and 'href="#c1-p1"' in done.chapters[0].html


def test_equal_titles_get_names_of_their_own() -> None:
    done = whole(("Cele", "# Cele"), ("Cele", ""))
    assert [target.slug for target in done.targets] == ["cele", "cele-2", "cele-3"]
    assert label(done.targets[2], POLISH) == "rozdział\u00a02"


def test_a_footnote_in_a_heading_is_no_part_of_its_title() -> None:
    done = whole(("A", "# Cele[^1]\n\n[^1]: Przypis."))
    assert done.targets[1].title == "Cele" and done.chapters[0].toc[0][2] == "1.1.\u00a0Cele"


def test_what_looks_like_markup_stays_words() -> None:
    done = whole(("<b>A</b>", "# <script>alert(1)</script>\n\n[](#scriptalert1script)\n\n[](#<img src=x>)"))
    assert "<script" not in done.chapters[0].html and "<img" not in done.chapters[0].html


WORDS = st.sampled_from(["zażółć", "gęślą", "*jaźń*", "Tabela: x", "a & b", "`kod`", "#", "<b>", "1. raz"])
PIECES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), WORDS),
    st.sampled_from([TABLE, IMAGE, "Tabela: Wskaźniki", "Rysunek: Mapa", "- raz\n- dwa", "> cytat"]),
    st.sampled_from(
        ["[](#cele)", "[tabeli #](#tabela-wskazniki)", "[](#nie-ma)", "Nota[^1].\n\n[^1]: Treść."]
    ),
)
CHAPTERS = st.lists(
    st.tuples(st.sampled_from(["Cele", "Diagnoza", "", "*"]), st.lists(PIECES, max_size=7).map("\n\n".join)),
    max_size=4,
)


def _ids(chapters: Sequence[Chapter]) -> list[str]:
    return [id for one in chapters for id in re.findall(r' id="([^"]*)"', one.html)]


@settings(max_examples=60, deadline=None)
@given(CHAPTERS, st.sampled_from(["none", "decimal", "chapters"]))
def test_any_text_keeps_its_passages_and_leads_only_to_what_is_there(
    texts: list[tuple[str, str]], numbering: str
) -> None:
    before = [_chapter(place, *one) for place, one in enumerate(texts, start=1)]
    done = assemble(before, Style(numbering))
    assert _ids(done.chapters) == _ids(before)
    ids = {*_ids(done.chapters), *(one.anchor for one in done.chapters)}
    links = [id for one in done.chapters for id in re.findall(r'href="#([^"]*)"', one.html)]
    assert set(links) <= ids and {target.id for target in done.targets} <= ids
    captions = [
        int(number)
        for one in done.chapters
        for number in re.findall(r'class="caption"[^>]*><span class="number">Table\u00a0(\d+)', one.html)
    ]
    assert captions == list(range(1, len(captions) + 1))


@settings(max_examples=40, deadline=None)
@given(CHAPTERS)
def test_the_words_of_a_passage_are_those_of_its_element(texts: list[tuple[str, str]]) -> None:
    done = assemble([_chapter(place, *one) for place, one in enumerate(texts, start=1)], POLISH)
    for one in done.chapters:
        for id, kind, text, *_more in one.blocks:
            assert text == _content(one.html, id), (kind, id)


def _content(html: str, id: str) -> str:
    """The textContent of an element, found by counting tags."""
    tokens = [token for token in TAG.split(html) if token]
    start = next(place for place, token in enumerate(tokens) if f' id="{id}"' in token)
    depth, words = 0, ""
    for token in tokens[start:]:
        if not token.startswith("<"):
            words += plain(token)
        elif token.startswith("</"):
            depth -= 1
        elif not re.match(r"<(br|hr|img)\b", token):
            depth += 1
        if depth == 0:
            break
    return words

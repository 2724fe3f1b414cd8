"""Ids and passages of a document: what a consultation points at."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kes.markup import Anchors, Heading, Rendered, render, render_all
from tests.kes.markup.reading import Page

PLAN = """# Plan

Wstęp **ważny** i `kod`.

## Cele

- pierwszy
  - głębiej
- drugi

> Cytat & znak

| A | B |
|---|---|
| 1 | 2 |

## Działania

Tekst[^1].

[^1]: Nota
"""


HEADINGS_ONLY = Anchors()


def document(text: str, anchors: Anchors = HEADINGS_ONLY) -> Rendered:
    return render(text, profile="document", prefix="c2", anchors=anchors)


def test_table_of_contents() -> None:
    assert document(PLAN).toc == [
        Heading(1, "c2-h1", "Plan"),
        Heading(2, "c2-h2", "Cele"),
        Heading(2, "c2-h3", "Działania"),
    ]


def test_passages_know_their_kind_and_the_headings_above() -> None:
    passages = [(block.id, block.kind, block.path, block.parent) for block in document(PLAN).blocks]
    assert passages == [
        ("c2-h1", "heading", [], ""),
        ("c2-p1", "paragraph", ["Plan"], ""),
        ("c2-h2", "heading", ["Plan"], ""),
        ("c2-p2", "item", ["Plan", "Cele"], ""),
        ("c2-p3", "item", ["Plan", "Cele"], "c2-p2"),
        ("c2-p4", "item", ["Plan", "Cele"], ""),
        ("c2-p5", "quote", ["Plan", "Cele"], ""),
        ("c2-p6", "paragraph", ["Plan", "Cele"], "c2-p5"),
        ("c2-p7", "table", ["Plan", "Cele"], ""),
        ("c2-h3", "heading", ["Plan"], ""),
        ("c2-p8", "paragraph", ["Plan", "Działania"], ""),
        ("c2-fn1", "item", ["Plan", "Działania"], ""),
        ("c2-p9", "paragraph", ["Plan", "Działania"], "c2-fn1"),
    ]


def test_heading_links_to_itself_with_a_name() -> None:
    page = Page(document("# Cele & zadania").html)
    link = page.one("a")
    assert link.within == ["h2"]
    assert link.attributes == {
        "class": "anchor", "href": "#c2-h1", "aria-label": "Link to this passage: Cele & zadania",
    }  # fmt: skip


def test_every_passage_can_carry_one_link_to_an_address_of_the_caller() -> None:
    result = document(PLAN, Anchors("Uwaga do", "?passage={id}&x=1#form", every_block=True))
    links = [a for a in Page(result.html).all("a") if a.attributes.get("class") == "anchor"]
    assert [a.attributes["href"] for a in links] == [
        f"?passage=c2-{id}&x=1#form"
        for id in ("h1", "p1", "h2", "p2", "p3", "p4", "p6", "p7", "h3", "p8", "p9")
    ]
    assert links[1].attributes["aria-label"] == "Uwaga do: Wstęp ważny i kod."


def test_links_do_not_change_the_text_of_passages() -> None:
    bare, linked = document(PLAN), document(PLAN, Anchors(every_block=True))
    assert bare.blocks == linked.blocks


def test_plain_text_has_a_line_for_each_block() -> None:
    assert document(PLAN).plain.split("\n")[:7] == [
        "Plan", "Wstęp ważny i kod.", "Cele", "pierwszy", "głębiej", "drugi", "Cytat & znak",
    ]  # fmt: skip


def test_post_has_no_ids() -> None:
    result = render(PLAN.replace("[^1]", ""), profile="post", prefix="post5")
    assert (Page(result.html).ids, result.toc, result.blocks) == ([], [], [])


def test_same_text_gets_the_same_ids() -> None:
    assert document(PLAN) == document(PLAN)


def test_many_texts_at_once_have_ids_of_their_own() -> None:
    results = render_all(["# A", "", "b " * 40_000, "# C"] * 40, profile="document", prefix="t")
    assert len(results) == 160
    assert [heading.id for heading in results[3].toc] == ["t3-h1"]
    assert len({block.id for result in results for block in result.blocks}) == 120


@pytest.mark.parametrize("prefix", ["", "1a", "a b", 'a"', "c2-ż"])
def test_prefix_that_is_no_id_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="prefix"):
        render("x", profile="document", prefix=prefix)


MARKS = [
    "# ", "## ", "\n", "\n\n", "- ", "  - ", "1. ", "1) ", "a) ", "> ", "**", "_", "`", "```\n", "~~",
    "***\n",
    "===\n", "[a](b)", "[^1]", "[^1]: n\n", "|a|b|\n|-|-|\n|1|2|\n", "<b>", "</p>", "<br>", "&amp;", "&#13;",
    "&nbsp;", "&lt;i&gt;", "\r\n", "    ", "\t", "\u2028", "x ", "ż", "😀", "http://a.b/c",
    "![i](/files/a.png)",
    "- [ ] ",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=3), max_size=30).map("".join))
def test_text_of_a_passage_is_its_text_content_and_ids_are_unique(text: str) -> None:
    result = document(text, Anchors(every_block=True))
    page = Page(result.html)
    assert len(page.ids) == len(set(page.ids))
    for block in result.blocks:
        assert page.by_id(block.id).text == block.text

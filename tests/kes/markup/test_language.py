"""What people can write, and what readers get."""

import pytest

from kes.markup import render
from tests.kes.markup.reading import Page


def post(text: str) -> Page:
    return Page(render(text, profile="post").html)


def document(text: str) -> Page:
    return Page(render(text, profile="document", prefix="c1").html)


def test_polish_letters_survive() -> None:
    text = "Zażółć gęślą jaźń – „ŁÓDŹ”, 15 zł"
    assert post(text).one("p").text == text
    assert render(text, profile="post").plain == text


def test_new_line_counts_in_a_post_and_not_in_a_document() -> None:
    assert len(post("raz\ndwa").all("br")) == 1
    assert not document("raz\ndwa").all("br")


@pytest.mark.parametrize("indent", [2, 3, 4])
def test_list_may_be_nested_by_two_three_or_four_spaces(indent: int) -> None:
    page = post("- raz\n" + " " * indent + "- dwa\n" + " " * indent * 2 + "- trzy")
    assert [item.within.count("ul") for item in page.all("li")] == [1, 2, 3]


def test_list_may_follow_its_sentence_without_a_blank_line() -> None:
    page = post("Potrzebujemy:\n- sali\n- rzutnika")
    assert [item.text for item in page.all("li")] == ["sali", "rzutnika"]


def test_line_that_begins_with_a_year_is_no_list() -> None:
    page = document("Ustawa z roku\n2022. poz. 1812")
    assert not page.all("li")


def test_numbered_list_keeps_its_first_number() -> None:
    assert post("3. trzeci\n4. czwarty").one("ol").attributes["start"] == "3"


def test_bullets_right_after_numbers_are_another_list() -> None:
    page = post("1. raz\n- dwa")
    assert (page.one("ol").text.strip(), page.one("ul").text.strip()) == ("raz", "dwa")


def test_paragraph_after_a_blank_line_stays_in_its_item() -> None:
    page = post("1. raz\n\n   dalej\n\n2. dwa\n\nkoniec")
    assert [p.within.count("li") for p in page.all("p")] == [1, 1, 1, 0]


def test_marks_of_the_law_stay_and_make_paragraphs() -> None:
    page = document("Gmina:\n1) prowadzi,\n2) wspiera:\na) OWES,\nb) PES;\n– inne.")
    assert [p.text for p in page.all("p")] == [
        "Gmina:", "1) prowadzi,", "2) wspiera:", "a) OWES,", "b) PES;", "– inne.",
    ]  # fmt: skip


def test_table_has_header_cells_and_can_be_scrolled_by_keyboard() -> None:
    page = post("| Cel | Kwota |\n|:----|----:|\n| Sala | 15 zł |")
    assert [(th.text, th.attributes["scope"]) for th in page.all("th")] == [("Cel", "col"), ("Kwota", "col")]
    assert [td.attributes["class"] for td in page.all("td")] == ["align-left", "align-right"]
    assert page.one("div").attributes["tabindex"] == "0"


def test_empty_header_cell_is_no_header() -> None:
    assert len(post("| | B |\n|---|---|\n| 1 | 2 |").all("th")) == 1


def test_cell_holds_two_lines() -> None:
    assert post("| A |\n|---|\n| raz<br>dwa |").one("br").within[0] == "td"


def test_footnotes_of_two_posts_do_not_share_ids() -> None:
    first, second = (render(f"{text}[^1]\n\n[^1]: Nota", profile="post").html for text in ("raz", "dwa"))
    assert not set(Page(first).ids) & set(Page(second).ids)


def test_footnote_leads_there_and_back() -> None:
    page = document("Tekst[^a] i znów[^a]\n\n[^a]: Nota")
    forth = [a.attributes["href"] for a in page.all("a") if a.attributes.get("role") == "doc-noteref"]
    back = [a.attributes["href"] for a in page.all("a") if a.attributes.get("role") == "doc-backlink"]
    assert forth == ["#c1-fn1", "#c1-fn1"]
    assert back == ["#c1-fnref1", "#c1-fnref1-2"]
    assert {address[1:] for address in forth + back} <= set(page.ids)


def test_bare_addresses_become_links_without_the_full_stop() -> None:
    page = post("Zob. https://a.pl/x_(y)_z. Pisz: owes@a.pl, (www.a.pl/x).")
    assert [a.attributes["href"] for a in page.all("a")] == [
        "https://a.pl/x_(y)_z", "mailto:owes@a.pl", "https://www.a.pl/x",
    ]  # fmt: skip


def test_address_in_a_link_or_in_code_is_left_alone() -> None:
    page = post("[https://a.pl](https://b.pl) `https://c.pl`")
    assert [a.attributes["href"] for a in page.all("a")] == ["https://b.pl"]


def test_struck_through_and_tasks() -> None:
    page = post("~~nie~~\n\n- [ ] sala\n- [x] rzutnik")
    assert page.one("del").text == "nie"
    assert [item.text for item in page.all("li")] == ["☐ sala", "☑ rzutnik"]


def test_foreign_image_becomes_a_link_with_its_description() -> None:
    page = post("![Mapa gminy](https://a.pl/mapa.png) ![Logo](/files/logo.png)")
    assert (page.one("a").text, page.one("a").attributes["href"]) == ("Mapa gminy", "https://a.pl/mapa.png")
    assert page.one("img").attributes == {"alt": "Logo", "src": "/files/logo.png", "loading": "lazy"}


def test_quote_and_code() -> None:
    page = post("> Kto płaci?\n\nGmina.\n\n```\na < b\n```")
    assert page.one("blockquote").text.strip() == "Kto płaci?"
    assert page.one("code").text == "a < b\n"


def test_indented_line_is_a_paragraph_and_not_code() -> None:
    assert post("    wcięty akapit").one("p").text.strip() == "wcięty akapit"


def test_headings_of_a_post_begin_at_four_and_leave_no_gap() -> None:
    tags = [element.tag for element in post("# a\n\n### b\n\n# c\n\n## d\n\n### e\n\n#### f").elements]
    assert tags == ["h4", "h5", "h4", "h5", "h6", "h6"]


def test_hash_without_a_space_is_no_heading() -> None:
    page = post("#konsultacje trwają\n\n# Nagłówek #")
    assert [(element.tag, element.text) for element in page.elements] == [
        ("p", "#konsultacje trwają"),
        ("h4", "Nagłówek"),
    ]


def test_heading_base_can_be_chosen() -> None:
    html = render("# a\n\n## b", profile="document", prefix="c1", base=3).html
    assert [element.tag for element in Page(html).elements if element.tag != "a"] == ["h3", "h4"]


def test_forbidden_characters_are_gone() -> None:
    page = post("a\x00\x0b\x1fb&#1;c&#13;d\ud800e\uffff")
    assert page.one("p").text == "abc\nde"

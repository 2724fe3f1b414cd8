"""Text that looks like code of the programs that make the files; tables of no and of many rows."""

import time
from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kes.publishing import Heading, Table, Unpublishable, to_docx, to_markdown, to_odt, to_pdf
from tests.kes.publishing.accessible import problems
from tests.kes.publishing.samples import REMARKS, Maker, part, report

pytestmark = pytest.mark.sweep

MAKERS = [to_docx, to_odt, to_pdf]
HOSTILE = [
    '#import "@preview/x:1.0.0": *',
    '#panic("x") #read("/etc/passwd") #sys.inputs',
    "$x$ $$y$$ \\\\(z\\\\)",
    "\\\\input{/etc/passwd} \\\\write18{id}",
    "<script>alert(1)</script>",
    "`<w:br/>`{=openxml} `#x`{=typst}",
    "= a == b @label <label> ~ // c /* d */",
    "{{ x }} {% load y %} ${z}",
    "]]> &lt;b&gt; <!-- x -->",
    "a\x00\x0b\ud800b",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("maker", MAKERS)
def test_code_is_printed_and_not_run(maker: Maker, text: str) -> None:
    shown = _shown(maker, maker(report(text, Table([text], [[text]], text), title=text)))
    expected = text.replace("\\\\", "\\").replace("&lt;", "<").replace("&gt;", ">").replace("`", "")
    wanted = "".join(sign for sign in expected if sign.isprintable() and not sign.isspace())
    assert shown.count(wanted) >= 2, shown


@pytest.mark.parametrize("fence", ["{=typst}", "{=html}", "{=openxml}", "{=latex}", "=typst", "typst"])
@pytest.mark.parametrize("maker", MAKERS)
def test_raw_block_is_only_code(maker: Maker, fence: str) -> None:
    shown = _shown(maker, maker(report(f"```{fence}\n#panic('x') <w:br/>\n```")))
    assert "#panic('x')<w:br/>" in shown


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize(
    "blocks",
    [
        ["x" * 20_000],
        ["> " * 30 + "x"],
        ["> - " * 14 + "x"],
        ["\n".join("  " * level + "- a" for level in range(20))],
        ["# \n\n#### \u200b\n\n# a"],
        ["a[^1]\n\n[^1]: b[^1] [^2]\n\n[^2]: c[^1]"],
        ["a[^1]\n\n[^1]: > b\n    - c\n\n    d"],
        ["| [^1] |\n|---|\n| [x](https://a.pl) |\n\n[^1]: n"],
        ["![x](/files/a.png) ![](/files/b.png)"],
        ["[](https://a.pl) [x](http://[) [x](mailto:) [y](https://a.pl/" + "z" * 9_000 + ")"],
        ["- \n- \n\n0. a\n\n999999999. b"],
        [Heading(""), Heading("#", 7)],
        [Table([], []), Table(["a"], []), Table(["", ""], [["", ""]]), Table(["a", "b"], [[]])],
        [Table(["x" * 5_000] * 7, [["y" * 5_000] * 7], "z" * 5_000)],
        ["עברית العربية 👨‍👩‍👧 \u202e \ue000 \u0378 𝔘 ﷽"],
    ],
    ids=lambda blocks: repr(blocks[0])[:12],
)
def test_strange_publication_is_made(maker: Maker, blocks: list[str | Heading | Table]) -> None:
    made = maker(report(*blocks))
    assert len(made) > 1_000 and (maker is not to_pdf or problems(made) == [])


def test_empty_table_keeps_its_header() -> None:
    assert "Nr" in "".join(part(to_docx(report(Table(["Nr"], []))), "word/document.xml").itertext())


def test_row_longer_than_the_header_is_an_error() -> None:
    with pytest.raises(ValueError, match="longer"):
        to_docx(report(Table(["a"], [["1", "2"]])))


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("rows", [120, pytest.param(1_000, marks=pytest.mark.nightly)])
def test_many_rows(maker: Maker, rows: int) -> None:
    started = time.monotonic()
    made = maker(report(Table(REMARKS.headers, [*REMARKS.rows] * rows, "Uwagi")))
    assert _shown(maker, made).count("Gminamożeprowadzić.") == rows
    assert time.monotonic() - started < 20


def test_time_limit_holds() -> None:
    with pytest.raises(Unpublishable):
        to_docx(replace(report(), seconds=0))


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=80), st.lists(st.text(max_size=20), min_size=1, max_size=3))
def test_any_text_makes_a_pdf_and_a_docx(text: str, row: list[str]) -> None:
    publication = report(text, Heading(text), Table(row, [row], text), title=text or "x")
    assert problems(to_pdf(publication)) == []
    part(to_docx(publication), "word/document.xml")


def test_markdown_keeps_words_and_moves_headings() -> None:
    source = to_markdown(
        report(Heading("Przebieg"), "# Sala\n\n```\n# kod\n```", Table(["A|B"], [["x\n\ny"]], "T"))
    )
    assert source.split("\n\n") == [
        "# Raport z konsultacji", "**Powiat bytowski**", "Numer: 5/2026  ", "## Przebieg", "### Sala",
        "```\n# kod\n```", "**T**", "| A\\|B |\n| --- |\n| x<br>y |\n",
    ]  # fmt: skip


def _shown(maker: Maker, made: bytes) -> str:
    """All words without any space, since lines break where they like."""
    if maker is to_pdf:
        pages = pypdf.PdfReader(BytesIO(made)).pages
        words = "".join(page.extract_text() for page in pages)
    else:
        root = part(made, "word/document.xml" if maker is to_docx else "content.xml")
        words = "".join(root.itertext())
    return "".join(words.replace("\u200b", "").split())

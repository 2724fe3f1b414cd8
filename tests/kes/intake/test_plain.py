"""Markdown and plain text: encodings, line ends, and nothing else changed."""

import pytest

from kes.intake import Refusal
from kes.intake.encodings import decoded
from kes.intake.reading import read

PANGRAM = "Zażółć gęślą jaźń. Pójdźże, kiń tę chmurność w głąb flaszy – „cytat”. Świętość, źródło, ćwiczenie."


@pytest.mark.parametrize(
    "encoding, name",
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1250", "Windows-1250"),
    ],
)
def test_polish_is_read_in_every_encoding(encoding: str, name: str) -> None:
    assert decoded(PANGRAM.encode(encoding)) == (PANGRAM, name)


def test_the_two_polish_bytes_that_differ_decide() -> None:
    words = "Zażółć gęślą jaźń. Pójdźże, kiń tę chmurność w głąb flaszy."
    assert decoded(words.encode("iso-8859-2")) == (words, "ISO-8859-2")
    assert decoded(words.encode("cp852")) == (words, "CP852")


@pytest.mark.parametrize("raw", [b"a\0b\1c\2" * 40, bytes(range(256)) * 4, b"\x7fELF" + bytes(200)])
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        decoded(raw)
    assert refused.value.code == "binary"


def test_a_guess_is_told_and_line_ends_are_one() -> None:
    made = read("# Zażółć\r\n\r\nGęślą.\r\n".encode("cp1250"), "plan.md")
    assert (made.texts, made.notices) == (
        {"accepted": "# Zażółć\n\nGęślą.\n"},
        [("encoding", "Windows-1250")],
    )


def test_markdown_stays_as_it_is() -> None:
    text = "# Plan\n\n- [ ] zadanie\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\nx[^1] ~~y~~\n\n[^1]: z\n"
    assert read(text.encode(), "plan.md").texts == {"accepted": text}


def test_settings_at_the_beginning_give_the_title() -> None:
    made = read(b'---\ntitle: "Plan lokalny"\nauthor: x\n---\n\n# A\n', "plan.md")
    assert (made.title, made.texts["accepted"]) == ("Plan lokalny", "# A\n")


def test_html_and_outer_pictures_in_markdown_are_named() -> None:
    made = read(b"a <b>x</b> a<br>b <https://x.pl> ![y](https://x.pl/a.png)\n\n```\n<i>\n```\n", "plan.md")
    assert {finding.kind: finding.count for finding in made.findings} == {"html_tag": 2, "outer_picture": 1}


def test_signs_in_plain_text_stay_signs() -> None:
    made = read(b"# nie\n* nie\n2*3*4", "x.txt").texts["accepted"]
    assert made.startswith("\\# nie") or made.startswith("# nie")


def test_lines_of_plain_text_stay_lines() -> None:
    assert read("ul. Długa 5\n00-001 Warszawa\n\nKoniec".encode(), "x.txt").texts == {
        "accepted": "ul. Długa 5  \n00-001 Warszawa\n\nKoniec\n"
    }

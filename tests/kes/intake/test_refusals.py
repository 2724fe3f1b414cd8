"""Files that are traps, bombs or broken are refused before anything of them is unpacked."""

import io
import zipfile

import pytest

from kes.intake import Refusal
from kes.intake.archive import Archive
from kes.intake.reading import read
from tests.kes.intake.making import DECLARED, archive, docx, odt, paragraph


def code(content: bytes, name: str = "x.docx") -> str:
    with pytest.raises(Refusal) as refused:
        read(content, name)
    return refused.value.code


@pytest.mark.parametrize("name", ["../x.xml", "/etc/passwd", "C:\\x.xml", "word/../../x", "a\\..\\..\\x"])
def test_paths_that_lead_outside(name: str) -> None:
    assert code(docx(paragraph("x"), parts={name: b"x"})) == "trap"


def test_a_bomb_of_zeros() -> None:
    assert code(docx(paragraph("x"), parts={"word/media/a.png": bytes(30 * 1024 * 1024)})) == "bomb"


def test_too_many_parts() -> None:
    assert code(docx(paragraph("x"), parts={f"word/media/{n}.png": b"x" for n in range(5001)})) == "bomb"


def test_a_part_that_unpacks_to_more_than_its_header_says() -> None:
    whole = docx(paragraph("x"), parts={"word/media/a.bin": bytes(range(256)) * 400})
    with zipfile.ZipFile(io.BytesIO(whole)) as found:
        size = found.getinfo("word/media/a.bin").file_size
    lying = whole.replace(size.to_bytes(4, "little"), (9).to_bytes(4, "little"))
    with pytest.raises(Refusal):
        Archive(lying).read("word/media/a.bin")


def test_a_part_twice() -> None:
    made = io.BytesIO(docx(paragraph("x")))
    with zipfile.ZipFile(made, "a") as target, pytest.warns(UserWarning, match="Duplicate"):
        target.writestr("word/document.xml", "<x/>")
    assert code(made.getvalue()) == "trap"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_entities_of_every_kind(doctype: str) -> None:
    document = f"{doctype}<w:document {DECLARED}><w:body/></w:document>"
    for encoding in ("utf-8", "utf-16"):
        assert code(docx(parts={"word/document.xml": document.encode(encoding)})) == "trap"


def test_entities_in_odt() -> None:
    files = {"content.xml": '<!DOCTYPE x [<!ENTITY a "b">]><office:x xmlns:office="o"/>'}
    assert code(odt("", files=files), "x.odt") == "trap"


def test_nesting_without_end() -> None:
    deep = "<w:p>" * 5000 + "</w:p>" * 5000
    assert code(docx(deep)) == "too_deep"


def test_nested_html_without_end() -> None:
    page = b"<blockquote>" * 3000 + b"x"
    assert code(page, "x.html") in ("too_deep", "too_long", "broken")


def test_encrypted_parts() -> None:
    whole = bytearray(docx(paragraph("x")))
    for sign in (b"PK\x03\x04", b"PK\x01\x02"):
        at = whole.find(sign)
        whole[at + (6 if sign[2] == 3 else 8)] |= 1
    assert code(bytes(whole)) == "password"


def test_an_odt_with_a_password() -> None:
    manifest = '<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    assert code(odt("", files={"META-INF/manifest.xml": manifest}), "x.odt") == "password"


def test_macros_are_left_out_and_named() -> None:
    made = read(docx(paragraph("x"), parts={"word/vbaProject.bin": b"\xd0\xcf"}), "x.docm")
    assert [finding.kind for finding in made.findings] == ["macro"]


def test_an_archive_of_other_things() -> None:
    assert code(archive({"a.txt": "x"})) == "zip"
    assert code(archive({"ppt/presentation.xml": "<x/>"})) == "not_text"

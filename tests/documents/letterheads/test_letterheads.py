"""A group's letterhead: only a harmless DOCX is taken; exports carry its header, footer and logo."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.drafts.actions import create_document
from documents.exports.making import make
from documents.exports.sources import source_for
from documents.letterheads import checking
from documents.letterheads.actions import has_letterhead, letterhead_of, remove_letterhead, store_letterhead
from documents.letterheads.checking import Unusable, check
from kes.accounts.models import User
from kes.publishing import Publication, to_docx
from tests.documents.exports.archives import names, part, words
from tests.people import World

SignedIn = Callable[[User], Client]
LINK = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
    'Target="{}" TargetMode="External"/></Relationships>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FIELD = (
    "<w:body><w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r>"
    "<w:r><w:instrText>PICTURE http://x</w:instrText></w:r></w:p>"
)


def changed(
    content: bytes, parts: Mapping[str, Callable[[str], str]], added: Mapping[str, str] = {}
) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as sink,
    ):
        for info in source.infolist():
            data = source.read(info)
            if info.filename in parts:
                data = parts[info.filename](data.decode()).encode()
            sink.writestr(info.filename, data)
        for name, text in added.items():
            sink.writestr(name, text)
    return made.getvalue()


def related(kind: str, target: str) -> bytes:
    relation = LINK.format(kind, target)
    return changed(
        letter(), {"word/_rels/document.xml.rels": lambda xml: xml.replace("</Relationships>", relation)}
    )


def letter() -> bytes:
    """A DOCX with a footer of its own, as an office would bring."""
    return to_docx(Publication(title="Gmina Jodłowo", language="pl", blocks=["Treść wzoru."]))


def test_an_ordinary_file_is_harmless() -> None:
    check(letter())
    check(related("hyperlink", "https://jodlowo.example.org"))
    check(related("hyperlink", "mailto:gmina@jodlowo.example.org"))
    check(with_field('<w:p><w:fldSimple w:instr=" PAGE "/><w:r><w:instrText>TOC</w:instrText></w:r></w:p>'))


RELATIONS, STYLES = "word/_rels/document.xml.rels", "word/styles.xml"


def rewritten(name: str, rewrite: Callable[[bytes], bytes], content: bytes | None = None) -> bytes:
    """The letter with one part's bytes written in another way."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content or letter())) as source, zipfile.ZipFile(made, "w") as sink:
        for info in source.infolist():
            data = source.read(info)
            sink.writestr(info.filename, rewrite(data) if info.filename == name else data)
    return made.getvalue()


def tracked_by(old: str, new: str) -> bytes:
    """A picture from elsewhere whose relation is written in an unusual way."""
    outside = related("image", "https://tracker.example.org/a.png")
    return rewritten(RELATIONS, lambda xml: xml.replace(old.encode(), new.encode()), outside)


def in_utf16(xml: bytes) -> bytes:
    return xml.replace(b'encoding="UTF-8"', b'encoding="UTF-16"').decode().encode("utf-16")


def with_field(markup: str) -> bytes:
    return rewritten("word/document.xml", lambda xml: xml.replace(b"<w:body>", f"<w:body>{markup}".encode()))


BAD: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "text": lambda: b"Gmina",
    "a damaged archive": lambda: letter()[:2000],
    "another archive": lambda: changed(letter(), {})[:0] + _zip({"a.txt": "a"}),
    "macros": lambda: changed(letter(), {}, {"word/vbaProject.bin": "x"}),
    "macros by type": lambda: changed(
        letter(),
        {
            "[Content_Types].xml": lambda xml: xml.replace(
                "document.main+xml", "document.macroEnabled.main+xml"
            )
        },
    ),
    "an embedded object": lambda: changed(letter(), {}, {"word/embeddings/oleObject1.bin": "x"}),
    "a picture from elsewhere": lambda: related("image", "https://tracker.example.org/a.png"),
    "a template from elsewhere": lambda: related("attachedTemplate", "https://evil.example.org/a.dotm"),
    "a link to a file of the reader": lambda: related("hyperlink", "file:///etc/passwd"),
    "a field that fetches": lambda: changed(
        letter(), {"word/document.xml": lambda xml: xml.replace("<w:body>", FIELD)}
    ),
    "entities": lambda: changed(letter(), {"word/styles.xml": lambda xml: "<!DOCTYPE a []>" + xml}),
    "a mode with a letter by its number": lambda: tracked_by('"External"', '"&#69;xternal"'),
    "an address with a sign that ends tags": lambda: tracked_by("a.png", "a.png?a=>"),
    "an address outside that says it is inside": lambda: tracked_by(' TargetMode="External"', ""),
    "relations in UTF-16": lambda: rewritten(RELATIONS, in_utf16, tracked_by("a.png", "b.png")),
    "relations below a name in capitals": lambda: _renamed(tracked_by("a.png", "b.png"), RELATIONS),
    "a text in UTF-16": lambda: rewritten("word/document.xml", in_utf16),
    "a text in an old encoding": lambda: rewritten(
        STYLES, lambda xml: b'<?xml version="1.0" encoding="windows-1250"?>' + xml.partition(b"?>")[2]
    ),
    "a mode with a false one beside it": lambda: tracked_by("/></R", ' x:TargetMode="Internal"/></R'),
    "a picture of the old kind from elsewhere": lambda: with_field(
        '<v:imagedata src="https://x.example/a"/>'
    ),
    "an entity in UTF-16": lambda: rewritten(
        STYLES, lambda xml: ('<!DOCTYPE a [<!ENTITY b "c">]>' + xml.decode()).encode("utf-16")
    ),
    "a field's letter by its number": lambda: with_field(
        "<w:p><w:r><w:instrText>&#73;NCLUDEPICTURE http://x</w:instrText></w:r></w:p>"
    ),
    "a field below another prefix": lambda: with_field(
        f'<z:p xmlns:z="{WORD}"><z:r><z:instrText>INCLUDETEXT x</z:instrText></z:r></z:p>'
    ),
    "a field right after another": lambda: with_field(
        '<w:p><w:r><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:r><w:instrText>DD</w:instrText><w:instrText>E c:</w:instrText></w:r></w:p>"
    ),
    "macros by a type's letter": lambda: rewritten(
        "[Content_Types].xml",
        lambda xml: xml.replace(b"document.main+xml", b"document.m&#97;croEnabled.main+xml"),
    ),
    "the same part twice, in capitals": lambda: changed(letter(), {}, {"WORD/document.xml": "<a/>"}),
}


def _renamed(content: bytes, name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as sink:
        for info in source.infolist():
            sink.writestr(
                info.filename.upper() if info.filename == name else info.filename, source.read(info)
            )
    return made.getvalue()


def _zip(parts: Mapping[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as sink:
        for name, text in parts.items():
            sink.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize("name", BAD)
def test_what_could_do_harm_is_refused_in_words(name: str) -> None:
    with pytest.raises(Unusable) as refused:
        check(BAD[name]())
    assert str(refused.value)


def test_a_bomb_is_refused_before_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(Unusable):
        check(changed(letter(), {}, {"word/media/a.bin": "0" * 2_000_000}))
    monkeypatch.setattr(checking, "MOST_BYTES", 100)
    with pytest.raises(Unusable):
        check(letter())


def test_a_document_on_it_has_its_footer_and_not_its_text(world: World) -> None:
    store_letterhead(world.group, by=world.alice, name="wzór.docx", content=letter())
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "Treść planu.")])
    made = make(
        source_for(world.bob, {"document": document.pk}), "docx", letterhead=letterhead_of(world.group)
    )
    assert "Gmina Jodłowo" in "".join(part(made, name) for name in names(made) if "footer" in name)
    text = words(part(made, "word/document.xml"))
    assert "Treść planu." in text and "Treść wzoru." not in text


def test_it_is_brought_looked_at_and_removed_by_those_who_manage_documents(
    world: World, signed_in: SignedIn
) -> None:
    address, client = reverse("documents:letterhead", args=[world.group.pk]), signed_in(world.alice)
    sample = reverse("documents:letterhead_sample", args=[world.group.pk])
    assert client.get(sample).status_code == 404
    assert client.post(address, {"file": SimpleUploadedFile("wzór.docx", letter())}).status_code == 302
    assert client.get(sample).content[:2] == b"PK" and "wzór.docx" in client.get(address).content.decode()
    bad = client.post(address, {"file": SimpleUploadedFile("wzór.docx", b"tekst")})
    assert bad.status_code == 400 and has_letterhead(world.group)
    assert signed_in(world.bob).post(address, {}).status_code == 403
    client.post(reverse("documents:remove_letterhead", args=[world.group.pk]))
    assert not has_letterhead(world.group)
    remove_letterhead(world.group, by=world.alice)


def test_the_export_page_offers_it_only_where_there_is_one(world: World, signed_in: SignedIn) -> None:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "")])
    address = reverse("documents:export", args=[document.pk])
    assert 'name="letterhead"' not in signed_in(world.bob).get(address).content.decode()
    store_letterhead(world.group, by=world.alice, name="wzór.docx", content=letter())
    assert 'name="letterhead"' in signed_in(world.bob).get(address).content.decode()
    answer = signed_in(world.bob).post(address, {"format": "docx", "letterhead": "on"})
    assert "Gmina Jodłowo" in "".join(part(answer.content, n) for n in names(answer.content) if "footer" in n)

"""PDF/UA of exported documents: lists, tables, notes, pictures, references, contents, comments."""

import io

import pypdf
import pytest

from documents.comments.actions import open_thread
from documents.drafts.actions import create_document
from documents.drafts.models import Document
from documents.drafts.rewriting import rewrite
from documents.exports.making import make
from documents.exports.sources import source_for
from documents.versions.actions import cut_version
from tests.documents.exports.conftest import TABLE
from tests.kes.publishing.accessible import elements, headings, problems
from tests.people import World

WIDE = "| a | b | c | d | e | f | g |\n|---|---|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 | 6 | 7 |"
RICH = f"""# Zadania

- [x] raz
- [ ] dwa
    - trzy[^a]
        1. cztery

1. pierwszy

    > cytat z **art. 5**

    ```
    kod
    ```

## Koszty

{WIDE}

| Bez nagłówka |  |
| --- | --- |
|  | x |

Dwa razy[^a] ten sam przypis, [](#zadania), [strona](https://gov.pl/a) i https://gov.pl/bardzo/dlugi/adres/strony.

#### Za głęboki

Koniec 😀 ~~skreślone~~ `kod`.

---

[^a]: Przypis z [odnośnikiem](https://a.pl) i listą:

    - x
    - y
"""


def exported(document: Document, world: World, **more: object) -> bytes:
    return make(source_for(world.bob, {"document": document.pk, "format": "pdf"} | more), "pdf")


def kinds(content: bytes) -> list[str]:
    return [kind for kind, _element in elements(pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"])]


def test_everything_a_text_can_hold(plan: Document, world: World) -> None:
    made = exported(plan, world)
    assert problems(made) == []
    contents, *text = headings(made)
    assert contents == (1, "Spis treści")
    assert text == [(1, "1. Diagnoza"), (2, "1.1. Potrzeby"), (1, "2. Cele")]
    found = kinds(made)
    assert {"Table", "TH", "Figure", "Caption", "Note", "TOCI", "Link", "BlockQuote"} <= set(found)


def test_lists_code_wide_tables_and_notes_in_lists(world: World) -> None:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Część", RICH)])
    made = exported(document, world)
    assert problems(made) == []
    wanted = [(1, "Część"), (2, "Zadania"), (3, "Koszty"), (4, "Za głęboki")]
    assert headings(made)[1:] == wanted
    assert kinds(made).count("LBody") >= 7 and "Code" in kinds(made)


def test_comments_as_an_annex(plan: Document, world: World) -> None:
    for part in plan.parts.all():
        open_thread(part, by=world.bob, body="Skąd to?\n\n- *gwiazdki*\n- | kreski |")
    made = exported(plan, world, comments=True)
    assert problems(made) == []
    assert headings(made)[-1] == (1, "Aneks: komentarze")


def test_a_picture_that_says_nothing_has_a_word_all_the_same(plan: Document, world: World) -> None:
    part = plan.parts.get(title="Diagnoza")
    rewrite(part, by=world.alice, text=part.text.replace("![Mapa gminy]", "![]"))
    made = exported(plan, world)
    assert problems(made) == [] and "Figure" in kinds(made)


def test_a_version_and_a_chapter(plan: Document, world: World) -> None:
    version = cut_version(plan, by=world.alice, name="Do konsultacji")
    chapter = plan.parts.get(title="Cele")
    assert problems(make(source_for(world.bob, {"version": version.pk}), "pdf")) == []
    assert problems(exported(plan, world, part=str(chapter.pk))) == []


@pytest.mark.parametrize("text", ["", "x", TABLE, "# a\n\n# b", "![x](/files/none)", "###### f\n\n# a"])
def test_small_texts(world: World, text: str) -> None:
    document = create_document(world.group, by=world.alice, title="…", parts=[("Cele", text)])
    assert problems(exported(document, world)) == []

"""A plan that people talk about: comments with answers, settled, without their words; suggestions."""

import pytest

from documents.comments.actions import open_thread, reply, resolve
from documents.comments.passages import Found, at_units
from documents.drafts.actions import create_document
from documents.drafts.models import Document, Part
from documents.drafts.projection import bring_up_to_date
from documents.drafts.rewriting import rewrite
from documents.suggestions.actions import Wording, suggest
from tests.people import World

GOALS = """Gmina **prowadzi** centrum usług – w \"Bytowie\".

- pierwszy cel
- drugi cel

| Cel | Kwota |
| --- | ---: |
| Droga | 15 zł |

Zdanie, które zniknie. Ostatnie zdanie tekstu.
"""


ASKED = "Kto *prowadzi*?\n\nOd kiedy?"


def on(part: Part, words: str) -> Found:
    bring_up_to_date(part)
    start = len(part.text[: part.text.index(words)].encode("utf-16-le")) // 2
    return at_units(part, start, start + len(words.encode("utf-16-le")) // 2)


def propose(part: Part, words: str, replacement: str, world: World, reason: str = "") -> None:
    suggest(part, by=world.olga, wordings=[Wording(on(part, words), replacement)], reason=reason)


@pytest.fixture
def talked(world: World) -> Document:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele 👍", f"👍 {GOALS}")])
    part = document.parts.get()
    asked = open_thread(part, by=world.bob, body=ASKED, passage=on(part, "**prowadzi**"))
    reply(asked, by=world.alice, body="Powiat.")
    resolve(open_thread(part, by=world.alice, body="Załatwione", passage=on(part, "15 zł")), by=world.alice)
    open_thread(part, by=world.olga, body="Co do całości: dobrze.")
    open_thread(part, by=world.bob, body="Niepotrzebne", passage=on(part, "Zdanie, które zniknie. "))
    rewrite(part, by=world.alice, text=part.text.replace("Zdanie, które zniknie. ", ""))
    part = bring_up_to_date(document.parts.get())
    propose(part, "pierwszy cel", "najważniejszy cel", world, "Tak jest w strategii.")
    propose(part, "Ostatnie zdanie", "Ostatnie krótkie zdanie", world)
    propose(part, "Droga", "Droga\n\nMost", world)
    return document

"""The Constitution and the WCAG handbook in all formats within seconds; their PDFs keep to PDF/UA."""

import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from documents.drafts.models import Document
from documents.exports.making import TYPES, make
from documents.exports.sources import source_for
from documents.reading.actions import set_numbering
from tests.kes.publishing.accessible import headings, problems
from tests.people import World

DATA = Path(__file__).resolve().parents[4] / "shared/data"
TEXTS = ["konstytucja/konstytucja-rp-1997.md", "podrecznik-wcag-wloclawek/podrecznik.md"]
SECONDS = 30  # each takes one to three on a quiet machine


@pytest.mark.nightly
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("format", TYPES)
def test_a_real_text_is_exported_in_time(world: World, name: str, format: str) -> None:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    group, by = str(world.group.pk), world.alice.email
    call_command("import_draft", str(path), "--group", group, "--by", by, stdout=StringIO())
    document = Document.objects.get()
    set_numbering(document, by=world.alice, numbering="decimal")
    source = source_for(world.bob, {"document": document.pk})
    began = time.monotonic()
    made = make(source, format)
    assert time.monotonic() - began < SECONDS
    if format == "pdf":
        assert problems(made) == []
        wanted = sum(1 + len(chapter.toc) for chapter in source.chapters)
        assert len(headings(made)) == 1 + wanted  # the contents have one too

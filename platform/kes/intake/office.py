"""DOCX, ODT and HTML through pandoc's tree."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

from kes.intake import changes
from kes.intake.archive import Archive
from kes.intake.encodings import decoded
from kes.intake.mend import mended
from kes.intake.pandoc import tree_of
from kes.intake.pictures import Pictures, in_archive
from kes.intake.replies import threaded
from kes.intake.result import MARK, Comment, Finding, Intake
from kes.intake.scan import opendocument, web, word
from kes.intake.scan.word import WORD, Scan
from kes.intake.styles import unstyled
from kes.intake.tally import merged
from kes.intake.tracked import tracked
from kes.intake.write.blocks import Writer
from kes.intake.write.inlines import Book, Tree, words
from kes.intake.write.runs import SIGNS

Threader = Callable[[list[Comment]], list[Comment]]


def read_docx(content: bytes, name: str) -> Intake:
    archive = Archive(content)
    scan = word.scan(archive)
    pictures = Pictures(in_archive("word/", archive.read))
    whole = mended(archive, content)
    return _intake("docx", whole, scan, pictures, lambda found: threaded(archive, found))


def read_odt(content: bytes, name: str) -> Intake:
    archive = Archive(content)
    return _intake("odt", content, opendocument.scan(archive), Pictures(in_archive("", archive.read)))


def read_html(content: bytes, name: str) -> Intake:
    text, encoding = decoded(content, html=True)
    pictures = Pictures(lambda address: b"")
    made = _intake("html", text.encode("utf-8", "replace"), web.scan(text), pictures)
    notices = [("encoding", encoding)] if encoding != "UTF-8" else []
    return Intake(made.kind, made.title, made.texts, notices, made.findings, pictures=made.pictures)


def _intake(kind: str, content: bytes, scan: Scan, pictures: Pictures, thread: Threader = list) -> Intake:
    tree = tree_of(content, kind)
    blocks: list[Tree] = unstyled(_untitled(tree["blocks"], scan.title), scan.tally)
    reviewers = changes.Reviewers(blocks)
    texts, findings = {}, []
    for reading in ("accepted", "rejected") if reviewers.changes else ("accepted",):
        book = Book(picture=pictures.take)
        texts[reading] = Writer(book).write(changes.resolved(blocks, accept=reading == "accepted"))
        findings.append(book.tally.findings())
    title = scan.title or " ".join(words(tree["meta"].get("title", {}).get("c", [])).split())
    lost = _lost(scan.words, " ".join([title, *texts.values()]))
    return Intake(
        kind,
        title,
        texts,
        findings=merged(scan.tally.findings(), findings[0], lost),
        comments=thread(list(reviewers.comments.values())),
        changes=reviewers.changes,
        pictures=pictures.kept,
        tracked=tracked(blocks, pictures.take) if len(texts) > 1 else None,
    )


def _untitled(blocks: list[Tree], title: str) -> list[Tree]:
    """Pandoc knows the title of DOCX files; in ODT it is a paragraph like others."""
    first = " ".join(words(blocks[0]).split()) if blocks else ""
    return blocks[1:] if title and first == title else blocks


def _lost(wanted: Counter[str], text: str) -> list[Finding]:
    """Words that stand in the file and not in what was made of it: whatever the reason, they are named."""
    plain = re.sub(MARK, "", text).replace("<br>", " ")
    plain = re.sub(r"\\([^\w\s])", " ", plain).replace("\\", "")
    for sign in ("*", *SIGNS.values()):
        plain = plain.replace(sign, "")
    missing = _counted(wanted) - _counted(Counter(WORD.findall(plain)))
    return [Finding("lost_words", missing.total(), list(missing)[:40])] if missing else []


def _counted(found: Counter[str]) -> Counter[str]:
    done: Counter[str] = Counter()
    for written, count in found.items():
        for part in WORD.findall(unicodedata.normalize("NFKC", written)):
            done[part.casefold()] += count
    return done

"""Reads the Polish catalogues, and the texts that the sources ask for, without gettext's own programs."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.house import ROOT

LOCALE = ROOT / "platform/kes/locale"
FOLDERS = ("templates", "groups", "documents", "platform/kes")
TEMPLATES = (".html", ".txt", ".md")
SINGLE = ("_", "gettext", "gettext_lazy", "gettext_noop")
PLURAL = ("ngettext", "ngettext_lazy")
KEYWORDS = (
    dict.fromkeys(SINGLE)
    | dict.fromkeys(PLURAL, (1, 2))
    | dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2))
    | dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3))
)

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|%%|\{\w*\}|<[^>]+>|\$")


@dataclass(frozen=True)
class Text:
    """One text of the sources. The plural is no part of its identity, as in gettext."""

    context: str
    words: str


Source = Callable[[], set[Text]]


def catalogue(domain: str) -> Catalog:
    with (LOCALE / f"pl/LC_MESSAGES/{domain}.po").open("rb") as file:
        return read_po(file, locale="pl", domain=domain, abort_invalid=True)


def texts_of(found: Catalog) -> set[Text]:
    return {Text(message.context or "", message_forms(message)[0]) for message in found if message.id}


def message_forms(message: Message) -> tuple[str, ...]:
    """The English text, or the singular and the plural."""
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


def polish_forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string or "",)


def placeholders(text: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text))


def words_between(text: str) -> list[str]:
    """What of a text stands on a page as it is: the words between its placeholders."""
    return [" ".join(piece.split()) for piece in _PLACEHOLDER.split(text)]


def texts_of_python() -> set[Text]:
    return {text for file in _files(".py") for text in _extract(file.read_text(encoding="utf-8"))}


def texts_of_templates() -> set[Text]:
    files = (file for suffix in TEMPLATES for file in _files(suffix))
    return {text for file in files for text in _extract(_as_python(file))}


def texts_of_scripts() -> set[Text]:
    scripts = (ROOT / "platform/frontend/scripts").rglob("*.js")
    return {text for file in scripts for text in _extract(file.read_text(encoding="utf-8"), "javascript")}


def compiled(folder: Path) -> Path:
    """A locale folder with today's catalogues, whatever was compiled before."""
    target = folder / "pl/LC_MESSAGES"
    target.mkdir(parents=True)
    for domain in ("django", "djangojs"):
        with (target / f"{domain}.mo").open("wb") as file:
            write_mo(file, catalogue(domain))
    return folder


def _files(suffix: str) -> Iterator[Path]:
    for folder in FOLDERS:
        yield from (ROOT / folder).rglob(f"*{suffix}")


def _as_python(template: Path) -> str:
    """Django blanks out what is no text; without indentation the rest can be read as Python."""
    calls = templatize(template.read_text(encoding="utf-8"))
    return "\n".join(line.strip() for line in calls.splitlines())


def _extract(source: str, language: str = "python") -> Iterator[Text]:
    file, options = io.BytesIO(source.encode()), {"parse_template_string": True}
    for _line, words, _comments, context in extract(language, file, keywords=KEYWORDS, options=options):
        first = words[0] if isinstance(words, tuple) else words
        yield Text(context or "", first)

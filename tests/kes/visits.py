"""Walks through the pages as a visitor and finds what they say in English."""

import re
from collections.abc import Iterator
from html import unescape

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import resolve

from tests.kes import messages

LONG = 12  # shorter English words may be Polish ones or names
ENGLISH = re.compile(r"\b(the|and|this|your|you|with|from|are|is|not found|of)\b", re.IGNORECASE)
FOREIGN = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]*\blang=\"en\"[^>]*>[^<]*", re.DOTALL)
ATTRIBUTES = "aria-label|title|alt|placeholder|data-confirm|data-confirm-label|content"
SPOKEN = re.compile(rf"\b(?:{ATTRIBUTES})=\"([^\"]*)\"")
LINK = re.compile(r"href=\"(/[^\"#]*)")

Visit = tuple[str, str]  # the address and what it says


def walk(client: Client, starts: list[str]) -> Iterator[Visit]:
    """One page of each kind that links lead to; files and other hosts are left out."""
    waiting, seen = list(starts), {"file", *map(kind_of, starts)}
    while waiting:
        address = waiting.pop(0)
        response: HttpResponseBase = client.get(address, follow=True)
        if not isinstance(response, HttpResponse) or "html" not in response.headers["Content-Type"]:
            continue
        yield address, said(response)
        for link in LINK.findall(response.content.decode()):
            if (kind := kind_of(unescape(link))) not in seen:
                seen.add(kind)
                waiting.append(unescape(link))


def kind_of(address: str) -> str:
    """The name of the page with what narrows it, so that pages of each filter are read once."""
    path, _, query = address.partition("?")
    if path.startswith(("/static/", "/gallery/", "/jsi18n/")):
        return "file"
    return f"{resolve(path).view_name}?{re.sub('=[^&]*', '', query)}"


def name(visit: Visit) -> str:
    return resolve(visit[0].partition("?")[0]).url_name or ""


def said(response: HttpResponseBase) -> str:
    """What eyes and screen readers get of a page."""
    assert isinstance(response, HttpResponse)
    page = FOREIGN.sub(" ", response.content.decode())
    return words(unescape(" | ".join([re.sub(r"<[^>]+>", " | ", page), *SPOKEN.findall(page)])))


def words(text: str) -> str:
    return " ".join(text.split())


def english(visits: list[Visit]) -> list[tuple[str, str]]:
    """Address and words of every English text: ours by the catalogue, or a plain English word."""
    found = [(address, phrase) for address, text in visits for phrase in PHRASES if phrase in text]
    return found + [(address, plain(text)) for address, text in visits if ENGLISH.search(text)]


def plain(text: str) -> str:
    place = ENGLISH.search(text)
    assert place
    return text[max(place.start() - 40, 0) : place.end() + 40]


def _phrases() -> Iterator[str]:
    for message in messages.catalogue("django"):
        polish = " ".join(messages.polish_forms(message))
        for form in messages.message_forms(message):
            yield from (
                part for part in messages.words_between(form) if len(part) > LONG and part not in polish
            )


PHRASES = frozenset(_phrases())

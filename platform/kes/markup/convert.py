"""The pipeline of one text: Markdown, then the allow-list, then our own ids."""

import re
from functools import cache

import markdown
from markdown.extensions import Extension

from kes.markup.annotate import annotate
from kes.markup.dialect import Dialect
from kes.markup.result import Options, Profile, Rendered
from kes.markup.sanitize import sanitize

# Characters that neither HTML nor the XML of office files may hold, and halves of surrogate pairs.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def convert(text: str, options: Options) -> Rendered:
    processor = _processor(options.profile)
    processor.reset()
    raw = processor.convert(FORBIDDEN.sub("", text))
    # Once more after entities are resolved: "&#1;" and "&#13;" are letters by now.
    safe = FORBIDDEN.sub("", sanitize(raw)).replace("\r", "\n")
    return annotate(safe, options)


@cache
def _processor(profile: Profile) -> markdown.Markdown:
    extensions: list[str | Extension] = ["fenced_code", "footnotes", "sane_lists", Dialect()]
    if profile == "post":
        extensions.append("nl2br")  # in a conversation a new line is meant
    return markdown.Markdown(extensions=extensions, output_format="html")

"""Polish typography: which spaces must not break, and which signs stand for those of a typewriter.

Signs change one for one, so the length of a text and every offset in it stay the same.
"""

import re

NBSP = "\u00a0"

_CITED = "art|ust|pkt|poz|nr|par|rozdz|zał|str|s|tab|rys|ok|godz|tel"
_UNITS = (
    r"r\.|w\.|zł|gr|EUR|PLN|%|‰|proc\.|tys\.|mln|mld|bln|"
    r"km|m|cm|mm|ha|kg|g|t|l|°C|h|min|godz\.|szt\.|os\."
)
_MONTHS = "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"

_POLISH = re.compile(
    "|".join(
        (
            rf"(?<![\w.-])(?<!lit\.[ {NBSP}])[AaIiOoUuWwZz] (?=\S)",  # one-letter words
            rf"(?<!\w)(?i:{_CITED})\.? (?=\d|[IVX]+\b)",  # art. 5, rozdz. II
            r"(?<!\w)lit\. (?=[a-z]\b)",
            r"§ (?=\d)",
            rf"(?<=\d) (?=(?:{_UNITS}|{_MONTHS})(?!\w))",  # 15 zł, 2026 r., 1 maja
            r"(?<=tys\.|.mln|.mld) (?=zł)",
            r"(?<=\d) (?=\d{3}(?!\d))",  # 1 234 567
            r"(?<!\w)[A-ZĆŁŚŹŻ]\. (?=[A-ZĆŁŚŹŻ])",  # A. Kowalska
            r"(?<=Dz\.) (?=U\.)",
            r"(?<=\S) (?=[–—] )",  # a dash does not begin a line
        )
    )
)


def hold_spaces(text: str, language: str) -> str:
    """The text with no-break spaces where its language wants them; only Polish wants any."""
    return _POLISH.sub(_held, text) if language.lower().startswith("pl") else text


_OPENING = re.compile(r'(?:(?<=[\s\u00a0(\[{„–—/])|^)"(?=\S)')
_DASH = re.compile(r"(?<=[ \u00a0])-(?=[ \u00a0])")
_YEARS = re.compile(r"(?<![\d-])([12]\d{3})-([12]\d{3})(?![\d-])")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_QUOTES = {"pl": ("„", "”"), "en": ("“", "”")}


def set_signs(text: str, language: str) -> str:
    """Straight quotes become the language's, a hyphen between spaces or years a dash."""
    opening, closing = _QUOTES.get(language.lower()[:2], ('"', '"'))
    text = _OPENING.sub(opening, text).replace('"', closing)
    return _APOSTROPHE.sub("’", _YEARS.sub(r"\1–\2", _DASH.sub("–", text)))


def _held(match: re.Match[str]) -> str:
    return match.group(0).replace(" ", NBSP)

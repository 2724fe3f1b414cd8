"""Polish typography: which spaces must not break. Also for pages made to be printed.

Only spaces change, one for one, so the length of a text and every offset in it stay the same.
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


def _held(match: re.Match[str]) -> str:
    return match.group(0).replace(" ", NBSP)

"""Polish order of names and slugs that keep Polish letters' base forms."""

from django.utils.text import slugify

# Letters with marks sort after their base letter; both signs used sort after "z" (PN-N-01223).
_ORDER = str.maketrans(
    {"ą": "a~", "ć": "c~", "ę": "e~", "ł": "l~", "ń": "n~", "ó": "o~", "ś": "s~", "ź": "z}", "ż": "z~"}
)
_SLUG = str.maketrans({"ł": "l", "Ł": "L", "–": "-", "—": "-", "/": "-"})


def sort_key(text: str) -> str:
    """A key whose byte order is the Polish alphabetical order, the same on every database."""
    return text.casefold().translate(_ORDER)


def person_key(name: str) -> str:
    """People are listed by surname (the last word), then by the rest."""
    words = name.split()
    return sort_key(" ".join(words[-1:] + words[:-1]))


def slug(text: str, *, length: int = 60) -> str:
    return slugify(text.translate(_SLUG))[:length].strip("-")

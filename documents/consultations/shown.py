"""What a form showed, as marks in a hidden field: only what the person changed in it is taken."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone


def written(value: object) -> str:
    """As a field shows it: a moment to the minute, a text without the browser's line ends."""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%dT%H:%M}"
    return str(value).replace("\r\n", "\n").strip()


def fingerprints(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: sha256(written(value).encode()).hexdigest()[:16] for name, value in values.items()}


def packed(prints: Mapping[str, str]) -> str:
    return " ".join(f"{name}:{digest}" for name, digest in prints.items())


def unpacked(text: str) -> dict[str, str]:
    """Empty for a form that did not say what it showed."""
    return dict(pair.split(":", 1) for pair in text.split() if ":" in pair)

"""Places and days of an office file as the draft counts them."""

from datetime import UTC, datetime

from django.utils import timezone


def units(text: str, at: int) -> int:
    """Positions in shared texts are counted in UTF-16 units."""
    return len(text[:at].encode("utf-16-le")) // 2


def written(date: str) -> datetime | None:
    """When Word says that it was written; nobody can have written tomorrow."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if datetime(1990, 1, 1, tzinfo=UTC) < moment <= timezone.now() else None

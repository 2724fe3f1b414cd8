"""Days of an office file."""

from datetime import UTC, datetime

from django.utils import timezone


def written(date: str) -> datetime | None:
    """When Word says that it was written; nobody can have written tomorrow."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if datetime(1990, 1, 1, tzinfo=UTC) < moment <= timezone.now() else None

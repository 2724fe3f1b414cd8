"""What suggestions plug into: the projection of parts and live pages."""

from documents.comments import keeping
from documents.suggestions import showing
from documents.suggestions.models import Suggestion
from kes.live import fragments


def register() -> None:
    keeping.keep(Suggestion)
    for change in ("made", "decided", "discussed"):
        fragments.register(f"suggestion.{change}", showing.live)

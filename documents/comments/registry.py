"""What comments plug into: the projection of parts, live pages, the desk."""

from documents.comments import desk, keeping, showing
from documents.comments.models import CommentThread
from documents.drafts import projection
from documents.suggestions import registry as suggestions
from kes import desk as waiting
from kes.live import fragments

CHANGES = ("opened", "added", "edited", "deleted", "resolved", "reopened", "assigned")


def register() -> None:
    suggestions.register()
    for change in CHANGES:
        fragments.register(f"comment.{change}", showing.live)
    keeping.keep(CommentThread)
    projection.follow(keeping.keep_places, keeping.wanted_by)
    waiting.register(desk.comments_for_me)

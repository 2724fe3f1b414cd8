"""Why the server refused something of a draft, in the person's language."""

from django.utils.translation import gettext, gettext_noop, override

from documents.drafts.models import Part

_REASONS = {
    "read_only": gettext_noop("You may read this part but not write in it. Your text was not saved."),
    "locked": gettext_noop("This part is locked. Your text was not saved."),
    "approved": gettext_noop("This part is approved and takes no more writing. Your text was not saved."),
    "archived": gettext_noop("This document is archived and takes no more writing. Your text was not saved."),
    "removed": gettext_noop("This part is in the bin. Your text was not saved there."),
    "malformed": gettext_noop("The message could not be understood."),
    "too_large": gettext_noop("The change is too large to be sent at once."),
    "too_fast": gettext_noop("Too many changes in too short a time."),
    "stale_clock": gettext_noop("Something before this change is missing; it will be sent again."),
    "foreign_client": gettext_noop("This change was made in another person's name and was not saved."),
    "epoch": gettext_noop("This text was started anew. Your own text is kept aside."),
    "no_access": gettext_noop("You no longer have access to this part."),
    "storage": gettext_noop("Changes cannot be saved at the moment. Your text is kept in this browser."),
}


def reason(code: str, language: str) -> str:
    with override(language):
        return gettext(_REASONS[code])


def why_not(part: Part) -> tuple[str, str]:
    """Why somebody cannot write in it: the code that clients know, and whose words to say."""
    return ("locked", part.closed) if part.closed else ("read_only", "read_only")

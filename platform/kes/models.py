"""Django finds the models of kes here; each lives in its slice."""

from kes.accounts.models import Affiliation, Organisation, User
from kes.live.models import Event, Placement, Topic

__all__ = ["Affiliation", "Event", "Organisation", "Placement", "Topic", "User"]

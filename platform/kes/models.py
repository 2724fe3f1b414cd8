"""Django finds the models of kes here; each lives in its slice."""

from kes.accounts.models import Affiliation, Organisation, User
from kes.jobs.models import Job, JobFile
from kes.live.models import Event, Placement, Topic

__all__ = ["Affiliation", "Event", "Job", "JobFile", "Organisation", "Placement", "Topic", "User"]

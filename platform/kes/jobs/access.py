"""The door to jobs: one's own, and the result only while one may still read what it was made of."""

from uuid import UUID

from kes.access import Visitor, find
from kes.jobs.kinds import kind_of
from kes.jobs.models import Job


def job_for(visitor: Visitor, pk: UUID | str) -> Job:
    job: Job = find(Job.objects.select_related("by"), pk=pk, by=visitor.pk)
    return job


def result_for(visitor: Visitor, pk: UUID | str) -> Job:
    """Raises also what the door of the kind raises: rights may have gone since the job was started."""
    job = job_for(visitor, pk)
    if door := kind_of(job.kind).door:
        door(job.by, job.arguments)
    return job

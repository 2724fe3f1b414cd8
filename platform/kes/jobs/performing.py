"""Calls the function of a job and keeps what comes out; whatever goes wrong becomes words for its person."""

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import override

from kes.jobs.actions import LARGEST, keep_result
from kes.jobs.kinds import Failed, Outcome, kind_of, task_of
from kes.jobs.models import Job

logger = logging.getLogger(__name__)


def claimed(pk: UUID, claim: UUID) -> Job | None:
    """The job, if it is still this claim's."""
    return Job.objects.select_related("by").filter(pk=pk, claim=claim, state=Job.State.RUNNING).first()


def perform(job: Job, report: Callable[[float, str], None]) -> dict[str, Any]:
    """`{"address": …}` when it is done, `{"failed": words}` when it is not."""
    with override(job.by.language):
        try:
            outcome = kind_of(job.kind).run(task_of(job, report))
            return _kept(job, outcome)
        except Failed as failed:
            return {"failed": str(failed)}
        except ValidationError as error:
            return {"failed": " ".join(error.messages)}
        except (Http404, PermissionDenied):
            return {"failed": _("You do not have access to this.")}
        except Exception:
            logger.exception("job %s (%s)", job.pk, job.kind)
            return {"failed": _("This could not be finished because of an error.")}


def _kept(job: Job, outcome: Outcome) -> dict[str, Any]:
    if outcome.file and len(outcome.file.content) > LARGEST:
        return {"failed": _("The file is too large.")}
    keep_result(job, outcome)
    return {"address": outcome.address}

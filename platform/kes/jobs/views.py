"""Watching one's own jobs and taking their results."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kes.jobs import actions
from kes.jobs.access import job_for, result_for
from kes.jobs.kinds import kind_of
from kes.jobs.models import Job
from kes.live.events import head
from kes.people import person_of

SHOWN = 50


@login_required
@require_safe
@never_cache
def jobs(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    found = list(Job.objects.filter(by=person)[:SHOWN])
    rows = [(job, kind_of(job.kind)) for job in found]
    busy = any(job.unfinished for job in found)
    topic = f"jobs.{person.pk}"
    return render(
        request, "jobs/jobs.html", {"rows": rows, "busy": busy, "topic": topic, "topic_seq": head(topic)}
    )


@login_required
@require_safe
@never_cache
def job(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = job_for(request.user, pk)
    file = found.files.filter(incoming=False).defer("content").first()
    context = {"job": found, "kind": kind_of(found.kind), "file": file, "topic_seq": head(found.topic)}
    return render(request, "jobs/job.html", context)


@login_required
@require_safe
@never_cache
def job_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    file = result_for(request.user, pk).files.filter(incoming=False).first()
    if file is None:
        raise Http404
    response = HttpResponse(bytes(file.content), content_type=file.type)
    response["Content-Disposition"] = content_disposition_header(True, file.name) or ""
    return response


@login_required
@require_POST
def remove_job(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = job_for(request.user, pk)
    actions.remove(found)
    return redirect(found.back or "jobs")

"""Addresses of one's own background jobs."""

from django.urls import path

from kes.jobs import views

urlpatterns = [
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<uuid:pk>/", views.job, name="job"),
    path("jobs/<uuid:pk>/file", views.job_file, name="job_file"),
    path("jobs/<uuid:pk>/remove/", views.remove_job, name="remove_job"),
]

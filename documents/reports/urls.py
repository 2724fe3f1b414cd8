"""Addresses of reports and their files."""

from django.urls import path, re_path

from documents.reports import views

urlpatterns = [
    path("consultations/<slug:slug>/report/", views.edit_report, name="edit_report"),
    path("consultations/<slug:slug>/report/publish/", views.publish, name="publish_report"),
    path("reports/<slug:slug>/", views.report, name="report"),
    re_path(r"^reports/(?P<slug>[-\w]+)\.(?P<format>docx|odt|pdf)$", views.report_file, name="report_file"),
]

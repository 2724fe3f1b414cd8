"""Addresses of documents, versions, consultations and reports."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "documents"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("documents.drafts.urls")),
    path("", include("documents.imports.urls")),
    path("", include("documents.comments.urls")),
    path("", include("documents.suggestions.urls")),
    path("", include("documents.structure.urls")),
    path("", include("documents.assignments.urls")),
    path("", include("documents.stages.urls")),
    path("", include("documents.blueprints.urls")),
    path("", include("documents.images.urls")),
    path("", include("documents.plain.urls")),
    path("", include("documents.authorship.urls")),
    path("", include("documents.versions.urls")),
    path("", include("documents.consultations.urls")),
    path("", include("documents.reports.urls")),
    path("", include("documents.reading.urls")),
    path("", include("documents.exports.urls")),
    path("", include("documents.letterheads.urls")),
    path("", include("documents.sharing.urls")),
]

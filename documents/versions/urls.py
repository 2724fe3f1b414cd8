"""Addresses of versions."""

from django.urls import path

from documents.versions import compare_views, history_views, views

urlpatterns = [
    path("documents/<int:pk>/versions/", views.new_version, name="new_version"),
    path("documents/<int:pk>/history/", views.versions, name="versions"),
    path("documents/<int:pk>/compare/", compare_views.compare_versions, name="compare"),
    path("documents/<int:pk>/compare/docx", compare_views.compare_docx, name="compare_docx"),
    path("parts/<uuid:pk>/history/", history_views.part_history, name="part_history"),
    path("versions/<int:pk>/restore/", compare_views.restore_version, name="restore_version"),
    path("versions/<int:pk>/", views.version, name="version"),
    path("versions/<int:pk>/markdown", views.markdown, name="version_markdown"),
]

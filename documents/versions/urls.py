"""Addresses of versions."""

from django.urls import path

from documents.versions import views

urlpatterns = [
    path("documents/<int:pk>/versions/", views.new_version, name="new_version"),
    path("versions/<int:pk>/", views.version, name="version"),
    path("versions/<int:pk>/markdown", views.markdown, name="version_markdown"),
]

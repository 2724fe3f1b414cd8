"""Addresses of exports."""

from django.urls import path

from documents.exports import views

urlpatterns = [
    path("documents/<int:pk>/export/", views.export_document, name="export"),
    path("versions/<int:pk>/export/", views.export_version, name="export_version"),
]

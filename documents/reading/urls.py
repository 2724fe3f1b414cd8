"""Addresses of what belongs to the whole text."""

from django.urls import path

from documents.reading import views

urlpatterns = [
    path("documents/<int:pk>/numbering/", views.numbering, name="numbering"),
    path("parts/<uuid:pk>/targets", views.targets, name="targets"),
]

"""Addresses of who wrote what."""

from django.urls import path

from documents.authorship import views

urlpatterns = [
    path("documents/<int:pk>/authors/", views.shares, name="shares"),
    path("parts/<uuid:pk>/authors", views.authors, name="authors"),
]

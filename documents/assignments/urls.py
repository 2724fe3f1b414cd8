"""Addresses of assignments."""

from django.urls import path

from documents.assignments import views

urlpatterns = [
    path("documents/<int:pk>/assignments/", views.assignments, name="assignments"),
    path("parts/<uuid:pk>/status/", views.status, name="part_status"),
]

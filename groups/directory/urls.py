"""Addresses of groups."""

from django.urls import path

from groups.directory import views

urlpatterns = [
    path("groups/", views.directory, name="directory"),
    path("groups/new/", views.new_group, name="new_group"),
    path("groups/<int:pk>/", views.group, name="group"),
    path("groups/<int:pk>/settings/", views.settings, name="settings"),
    path("groups/<int:pk>/roles/", views.roles, name="roles"),
]

"""Addresses of groups and what is in them."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "groups"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("groups.directory.urls")),
    path("", include("groups.membership.urls")),
    path("", include("groups.threads.urls")),
]

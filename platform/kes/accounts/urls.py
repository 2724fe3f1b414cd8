"""Addresses of the shell: the desk or landing page, one's own profile."""

from django.urls import path

from kes.accounts import views

urlpatterns = [
    path("", views.home, name="home"),
    path("profile/", views.profile, name="profile"),
]

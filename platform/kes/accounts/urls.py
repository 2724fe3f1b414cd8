"""Addresses of the shell: the desk or landing page, one's own profile, the language."""

from django.urls import path

from kes.accounts import views

urlpatterns = [
    path("", views.home, name="home"),
    path("profile/", views.profile, name="profile"),
    path("profile/organisations/", views.add_affiliation, name="add_affiliation"),
    path("profile/organisations/new/", views.new_organisation, name="new_organisation"),
    path("profile/organisations/<int:pk>/leave/", views.remove_affiliation, name="remove_affiliation"),
    path("language/", views.choose_language, name="set_language"),
]

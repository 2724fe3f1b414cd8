"""Addresses of people in groups."""

from django.urls import path

from groups.membership import views

urlpatterns = [
    path("groups/<int:group>/people/", views.people, name="people"),
    path("groups/<int:group>/people/add/", views.add, name="add_member"),
    path("memberships/<int:pk>/", views.change, name="membership"),
    path("memberships/<int:pk>/end/", views.end, name="end_membership"),
]

"""Addresses of letterheads."""

from django.urls import path

from documents.letterheads import views

urlpatterns = [
    path("groups/<int:group>/letterhead/", views.letterhead, name="letterhead"),
    path("groups/<int:group>/letterhead/sample", views.letterhead_sample, name="letterhead_sample"),
    path("groups/<int:group>/letterhead/remove/", views.remove_letterhead, name="remove_letterhead"),
]

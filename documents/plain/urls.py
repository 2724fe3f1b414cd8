"""The address of the plain form."""

from django.urls import path

from documents.plain import views

urlpatterns = [path("parts/<uuid:pk>/plain/", views.plain_part, name="plain_part")]

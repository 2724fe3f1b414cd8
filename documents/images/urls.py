"""Addresses of pictures."""

from django.urls import path

from documents.images import views

urlpatterns = [
    path("files/<uuid:pk>", views.image, name="image"),
    path("parts/<uuid:pk>/images/", views.add_image, name="add_image"),
]

"""Addresses of blueprints."""

from django.urls import path

from documents.blueprints import views

urlpatterns = [
    path("groups/<int:group>/templates/", views.blueprints, name="blueprints"),
    path("documents/<int:pk>/template/", views.save, name="save_blueprint"),
    path("templates/<int:pk>/", views.change, name="blueprint"),
    path("templates/<int:pk>/delete/", views.delete, name="delete_blueprint"),
]

"""Addresses of imports."""

from django.urls import path

from documents.imports import views

urlpatterns = [
    path("groups/<int:group>/documents/import/", views.import_document, name="import_document"),
    path("documents/<int:pk>/import/", views.import_into, name="import_into"),
    path("documents/<int:pk>/imports/", views.import_reports, name="import_reports"),
    path("imports/<uuid:pk>/", views.staged_import, name="staged_import"),
    path("imports/<uuid:pk>/text/", views.import_text, name="import_text"),
    path("imports/<uuid:pk>/files/<uuid:key>", views.import_picture, name="import_picture"),
    path("imports/<uuid:pk>/discard/", views.discard_import, name="discard_import"),
]

"""Addresses of documents and their parts."""

from django.urls import path

from documents.drafts import views, writing

urlpatterns = [
    path("groups/<int:group>/documents/", views.documents, name="documents"),
    path("groups/<int:group>/documents/new/", views.new_document, name="new_document"),
    path("groups/<int:group>/documents/import/", views.import_document, name="import_document"),
    path("documents/<int:pk>/", views.document, name="document"),
    path("documents/<int:pk>/markdown", views.markdown, name="markdown"),
    path("documents/<int:pk>/parts/", views.new_part, name="new_part"),
    path("parts/<uuid:pk>/edit/", views.edit_part, name="edit_part"),
    path("parts/<uuid:pk>/rename/", views.rename, name="rename_part"),
    path("parts/<uuid:pk>/lock/", views.lock, name="lock_part"),
    path("parts/<uuid:pk>/updates", writing.updates, name="updates"),
]

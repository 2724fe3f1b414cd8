"""Addresses of comments."""

from django.urls import path

from documents.comments import entry_views, views

urlpatterns = [
    path("documents/<int:pk>/people", views.people, name="comment_people"),
    path("parts/<uuid:pk>/comments/", views.part_comments, name="part_comments"),
    path("parts/<uuid:pk>/comments/new/", views.new_comment, name="new_comment"),
    path("parts/<uuid:pk>/marks", views.marks, name="comment_marks"),
    path("comments/<int:pk>/", views.comment_thread, name="comment_thread"),
    path("comments/<int:pk>/replies/", views.reply, name="comment_reply"),
    path("comments/<int:pk>/state/", views.settle, name="settle_comment"),
    path("comments/<int:pk>/assignee/", views.assign, name="assign_comment"),
    path("comments/entries/<int:pk>/edit/", entry_views.edit, name="edit_comment"),
    path("comments/entries/<int:pk>/delete/", entry_views.delete, name="delete_comment"),
]

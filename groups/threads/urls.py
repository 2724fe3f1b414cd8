"""Addresses of threads and posts."""

from django.urls import path

from groups.threads import post_views, views

urlpatterns = [
    path("groups/<int:pk>/threads/", views.threads, name="threads"),
    path("groups/<int:pk>/threads/new/", views.new_thread, name="new_thread"),
    path("threads/<int:pk>/", views.thread, name="thread"),
    path("threads/<int:pk>/posts/", views.posts, name="posts"),
    path("threads/<int:pk>/replies/", views.replies, name="replies"),
    path("threads/<int:pk>/read/", views.read, name="read"),
    path("threads/<int:pk>/closing/", views.closing, name="closing"),
    path("threads/<int:pk>/reopening/", views.reopening, name="reopening"),
    path("posts/<int:pk>/", post_views.post, name="post"),
    path("posts/<int:pk>/quote/", post_views.quote, name="quote"),
    path("posts/<int:pk>/edit/", post_views.edit, name="edit_post"),
    path("posts/<int:pk>/delete/", post_views.delete, name="delete_post"),
    path("posts/<int:pk>/history/", post_views.history, name="post_history"),
    path("preview/", views.preview, name="preview"),
]

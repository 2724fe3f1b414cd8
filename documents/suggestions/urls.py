"""Addresses of suggestions."""

from django.urls import path

from documents.suggestions import views

urlpatterns = [
    path("parts/<uuid:pk>/suggestions/", views.part_suggestions, name="part_suggestions"),
    path("parts/<uuid:pk>/suggestions/new/", views.new_suggestion, name="new_suggestion"),
    path("parts/<uuid:pk>/suggestions/send", views.send, name="send_suggestions"),
    path("parts/<uuid:pk>/suggestions/marks", views.marks, name="suggestion_marks"),
    path("parts/<uuid:pk>/suggestions/decisions/", views.decide_all, name="decide_suggestions"),
    path("suggestions/<int:pk>/", views.suggestion, name="suggestion"),
    path("suggestions/<int:pk>/decision/", views.decide, name="decide_suggestion"),
    path("suggestions/<int:pk>/comments/", views.discuss, name="discuss_suggestion"),
]

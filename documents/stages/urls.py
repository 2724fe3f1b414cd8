"""Addresses of stages."""

from django.urls import path

from documents.stages import views

urlpatterns = [path("documents/<int:pk>/stage/", views.stage, name="stage")]

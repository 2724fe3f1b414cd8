"""Addresses of the structure of documents."""

from django.urls import path

from documents.structure import views

urlpatterns = [
    path("documents/<int:pk>/chapters/", views.chapters, name="chapters"),
    path("documents/<int:pk>/chapters/order", views.order, name="order_parts"),
    path("parts/<uuid:pk>/move/", views.move, name="move_part"),
    path("parts/<uuid:pk>/split/", views.split, name="split_part"),
    path("parts/<uuid:pk>/join/", views.join, name="join_part"),
    path("parts/<uuid:pk>/transfer/", views.transfer, name="transfer_part"),
    path("parts/<uuid:pk>/remove/", views.remove, name="remove_part"),
    path("parts/<uuid:pk>/restore/", views.restore, name="restore_part"),
]

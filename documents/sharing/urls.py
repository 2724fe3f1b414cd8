"""Addresses of public links."""

from django.urls import path

from documents.sharing import views

urlpatterns = [
    path("documents/<int:pk>/sharing/", views.sharing, name="sharing"),
    path("sharing/<int:pk>/revoke/", views.revoke_link, name="revoke_link"),
    path("shared/<str:token>/", views.shared, name="shared"),
    path("shared/<str:token>/files/<uuid:pk>", views.shared_image, name="shared_image"),
]

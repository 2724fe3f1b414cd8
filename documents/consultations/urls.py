"""Addresses of consultations, remarks and receipts."""

from django.urls import path

from documents.consultations import desk_views, office, remark_views, views

urlpatterns = [
    path("versions/<int:pk>/consultations/new/", office.new_consultation, name="new_consultation"),
    path("consultations/", views.consultations, name="consultations"),
    path("consultations/<slug:slug>/", views.consultation, name="consultation"),
    path("consultations/<slug:slug>/edit/", office.edit_consultation, name="edit_consultation"),
    path("consultations/<slug:slug>/close/", office.close_consultation, name="close_consultation"),
    path("consultations/<slug:slug>/remarks/", remark_views.remarks, name="remarks"),
    path("consultations/<slug:slug>/remarks/new/", remark_views.new_remark, name="new_remark"),
    path("consultations/<slug:slug>/remarks/<int:number>/answer/", desk_views.answer, name="answer"),
    path("consultations/<slug:slug>/desk/", desk_views.desk, name="desk"),
    path("remarks/<str:token>/", remark_views.receipt, name="receipt"),
]

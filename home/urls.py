"""Addresses of the doors of the house: by situation, by public."""

from django.urls import path

from home import views

app_name = "home"

urlpatterns = [
    path("ma-situation/", views.situations, name="situations"),
    path("vous-etes/<slug:slug>/", views.door, name="door"),
]

"""Addresses of the doors of the house: by situation, by public."""

from django.urls import URLPattern

app_name = "home"

urlpatterns: list[URLPattern] = []

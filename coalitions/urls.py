"""Addresses of the alliance as a whole: its picture, its territories, its proofs."""

from django.urls import URLPattern

app_name = "coalitions"

urlpatterns: list[URLPattern] = []

"""Addresses of resources that are no pages."""

from django.urls import re_path

from resources.views import captions

app_name = "resources"

urlpatterns = [
    # Below the address of the clip, so that whoever may not open the clip may not read its words either.
    re_path(r"^((?:[\w\-]+/)+)sous-titres\.vtt$", captions, name="captions"),
]

"""Addresses of the feeds of lists."""

from django.urls import path

from search.feeds.views import follow

app_name = "feeds"
urlpatterns = [
    path("<slug:name>.atom", follow, {"shape": "atom"}, name="atom"),
    path("<slug:name>.rss", follow, {"shape": "rss"}, name="rss"),
    path("<slug:name>.ics", follow, {"shape": "ics"}, name="ics"),
]

"""Addresses of events that are no pages."""

from django.urls import path

from events.views import calendar

app_name = "events"

urlpatterns = [path("evenement/<uuid:key>.ics", calendar, name="calendar")]

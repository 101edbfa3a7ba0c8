"""The address of the page of the open data."""

from django.urls import path

from search.data_page import open_data

app_name = "open-data"
urlpatterns = [path("", open_data, name="page")]

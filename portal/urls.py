"""Addresses of the portal; the apps' own are named by string only."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.api import open_data_api
from portal.easy import choose_easy_reading
from portal.media_view import serve_media
from portal.share_view import share_picture
from portal.sitemap import public_sitemap
from portal.views import robots, serve_page

urlpatterns: list[URLPattern | URLResolver] = [
    # One sign-in page for the site and the admin.
    path("admin/login/", RedirectView.as_view(pattern_name="accounts:login", query_string=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", public_sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("facile-a-lire/", choose_easy_reading, name="easy-reading"),
    path("", include("accounts.urls")),
    re_path(r"^apercu/(?P<name>[0-9a-f]{32})\.png$", share_picture, name="share-picture"),
    path("flux/", include("search.feeds.urls")),
    path("api/v1/", open_data_api()),
    path("donnees/", include("search.data_urls")),
    path("flux/", include("events.urls")),
    path("recherche/", include("search.urls")),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:name>", serve_media, name="media"),
    path("", include("resources.urls")),
    path("", include("coalitions.urls")),
    path("", include("home.urls")),
    re_path(r"^((?:[\w\-]+/)*)$", serve_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]

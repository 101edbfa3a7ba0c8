"""The portal as `make serve` serves it, with one address more: the plainest view that Django can have, for comparison.

It passes the same middleware, so that its cost is what any page costs before it has read or written anything.
"""

import os

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse

PLAIN = "/-/plain"

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.base")
application = get_wsgi_application()


def plain(request: HttpRequest) -> HttpResponse:
    """Answer two letters."""
    return HttpResponse("ok", content_type="text/plain")


def add_plain_view() -> None:
    """Put the plain view before the portal's own addresses."""
    from django.urls import path

    from portal.urls import urlpatterns

    urlpatterns.insert(0, path(PLAIN.removeprefix("/"), plain))


add_plain_view()

"""Serving the pictures of shared pages."""

from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from portal.share_pictures import DEFAULT, file_of

# A name is made of what the picture shows: it never shows anything else.
FOR_EVER = "public, max-age=31536000, immutable"
FOR_NOW = "public, max-age=300"


@require_safe
def share_picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a page's picture; with the house's where there is none, or not yet."""
    try:
        with default_storage.open(file_of(name)) as file:
            body, caching = file.read(), FOR_EVER
    except OSError:
        body, caching = _default(), FOR_NOW
    response = HttpResponse(body, content_type="image/png")
    response["Cache-Control"] = caching
    return response


def _default() -> bytes:
    found: Any = finders.find(DEFAULT)
    if found:
        with open(found, "rb") as file:
            return file.read()
    with staticfiles_storage.open(DEFAULT) as kept:
        return bytes(kept.read())

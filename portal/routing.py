"""Finding the page of an address in one query, where Wagtail asks two for each level of the tree."""

from typing import Any

from django.http import Http404, HttpRequest

from wagtail.models import Page

from portal.asking import moment_of
from portal.layout import read_layout
from portal.picture_hues import with_hues
from portal.querysets import at_address


def route_by_address(request: HttpRequest, path: str) -> None:
    """Leave Wagtail the site and the page it would have found; nothing when no live page has the address.

    Raises Http404 for a page that has expired, though the minute's `run_due` has not unpublished it yet.
    A page type that overrides `route` (sub-addresses, paths of its own) is found by Wagtail itself.
    """
    layout = read_layout(moment_of(request))
    if layout.site is None:
        return
    request._wagtail_site = layout.site  # type: ignore[attr-defined]  # where Wagtail itself keeps it
    parts = [part for part in path.split("/") if part]
    url_path = layout.root_path + "".join(f"{part}/" for part in parts)
    found: Any = with_hues(at_address(url_path)).first()
    if found is None:
        return
    if found.expire_at and found.expire_at <= moment_of(request):
        raise Http404("This page is no longer published.")
    page: Any = found.specific
    page.is_open_to_all = not found.needs_check
    page.picture_hue = found.shown_hue
    if type(page).route is not Page.route:
        return
    request._wagtail_route_for_request = (page, [], {})  # type: ignore[attr-defined]  # so does its own routing

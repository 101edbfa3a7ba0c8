"""Finding the page of an address in one query, where Wagtail asks two for each level of the tree."""

from typing import Any

from django.http import HttpRequest

from wagtail.models import Page

from portal.layout import read_layout


def route_by_address(request: HttpRequest, path: str) -> None:
    """Leave Wagtail the site and the page it would have found; leave it nothing when no live page has the address.

    A page type that overrides `route` (sub-addresses, paths of its own) is found by Wagtail itself.
    """
    layout = read_layout(request.at)  # type: ignore[attr-defined]
    if layout.site is None:
        return
    request._wagtail_site = layout.site  # type: ignore[attr-defined]  # where Wagtail itself keeps it
    parts = [part for part in path.split("/") if part]
    url_path = layout.root_path + "".join(f"{part}/" for part in parts)
    found = Page.objects.filter(url_path=url_path, live=True).first()
    if found is None:
        return
    page: Any = found.specific
    if type(page).route is not Page.route:
        return
    request._wagtail_route_for_request = (page, [], {})  # type: ignore[attr-defined]

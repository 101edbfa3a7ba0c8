"""What every template of the site finds."""

from typing import Any

from django.http import HttpRequest

from portal.layout import Layout, read_layout


def layout(request: HttpRequest) -> dict[str, Layout]:
    """Give templates `layout`; the admin draws its own."""
    at: Any = getattr(request, "at", None)
    if at is None or request.path.startswith("/admin/"):
        return {}
    return {"layout": read_layout(at)}

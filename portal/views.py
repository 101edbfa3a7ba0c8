"""Views of no room in particular."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wagtail import views as wagtail_views

from portal.routing import route_by_address


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page, found by its address in one query; Wagtail's own routing does the rest and all other cases."""
    route_by_address(request, path)
    return wagtail_views.serve(request, path)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain, in words, what to do when a form was refused."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def robots(request: HttpRequest) -> HttpResponse:
    """Let engines read everything but the admin and the answers to searches."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /recherche/",
        "Disallow: /connexion/",
        "Allow: /",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")

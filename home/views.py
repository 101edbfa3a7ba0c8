"""The doors of the house that are no pages of the tree."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.doors import door_at, door_context
from home.situations.asked import situations_context
from portal.asking import moment_of


@require_safe
def situations(request: HttpRequest) -> HttpResponse:
    """Ask what the visitor lives through, and answer on the same address; nothing is kept."""
    context = situations_context(request)
    response = render(request, "home/situations.html", context)
    if context["answers"] is not None:
        response["X-Robots-Tag"] = "noindex"  # as many pages as there are ways to tick
    return response


@require_safe
def door(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a door by public."""
    found = door_at(slug, moment_of(request))
    if found is None:
        raise Http404("No such door.")
    return render(request, "home/door.html", door_context(found, request))

"""The picture of the alliance at /alliance/, and the same facts for machines at /alliance.json."""

import json
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wagtail.models import Page

from coalitions.alliance.forms import DayForm
from coalitions.alliance.picture import members_words, pictures_of
from coalitions.alliance.reading import Alliance, Hub, Place, read_alliance
from coalitions.alliance.svg import draw
from coalitions.sections import day_of
from portal.answers import PRIVATE_CACHE, PUBLIC_CACHE, Written, answer, kept
from portal.asking import moment_of, reader_of
from portal.layout import Link, read_layout
from portal.public_address import absolute
from portal.readers import ANONYMOUS, Reader


def _asked(request: HttpRequest) -> tuple[DayForm, date, bool]:
    """Return the form, the day to show, and whether it is another than today."""
    today = day_of(moment_of(request))
    form = DayForm.asked(request.GET, today)
    day = form.cleaned_data["date"] if form.is_valid() else None
    return form, day or today, bool(day) and day != today


def _read(request: HttpRequest, on: date) -> Alliance:
    return read_alliance(reader=reader_of(request), at=moment_of(request), on=on)


def _reader_of_facts(request: HttpRequest) -> Reader:
    """Return who reads; without a session that is everybody, and the answer then varies with no cookie."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ANONYMOUS
    reader = reader_of(request)
    return reader


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """Show who is in which coalition, on a day."""
    form, on, is_another_day = _asked(request)
    alliance = _read(request, on)
    layout = read_layout(moment_of(request))
    has_since = any(place.since for place in alliance.places)
    has_until = any(place.until for place in alliance.places)
    context: dict[str, Any] = {
        "title": _("The alliance in a picture"),
        "form": form,
        "alliance": alliance,
        "is_another_day": is_another_day,
        "drawings": [draw(picture) for picture in pictures_of(alliance)],
        "rows": _rows(alliance),
        # A column that no row fills is left out.
        "has_since": has_since,
        "has_until": has_until,
        "columns": 2 + has_since + has_until,
        "absent": [hub for hub in alliance.coalitions if not hub.exists],
        "trail": [Link(_("Home"), "/")] if layout.site else [],
    }
    return render(request, "coalitions/alliance.html", context)


def _rows(alliance: Alliance) -> list[dict[str, Any]]:
    """Return the table: the coalitions that are there, each with its places, members first."""
    return [
        {
            "hub": hub,
            "count": members_words(hub),
            "places": sorted(
                (place for place in alliance.places if place.coalition.slug == hub.slug),
                key=lambda place: (not place.makes_member, place.entry.sort_title),
            ),
        }
        for hub in alliance.coalitions
        if hub.exists
    ]


@require_safe
def facts(request: HttpRequest) -> HttpResponseBase:
    """Give the same facts as a stable shape; see docs/alliance.md."""
    form, on, _another = _asked(request)
    if form.errors:
        told = {"error": _("This is not a date: write it as 2019-06-01.")}
        response: HttpResponseBase = JsonResponse(told, status=400)
        response["Cache-Control"] = "no-store"
    else:
        reader = _reader_of_facts(request)
        at = moment_of(request)

        def write() -> Written:
            return _written(read_alliance(reader=reader, at=at, on=on))

        asked = [("on", on.isoformat())]
        written = write() if reader.is_signed_in else kept(name="alliance.json", asked=asked, at=at, write=write)
        caching = PRIVATE_CACHE if reader.is_signed_in else PUBLIC_CACHE
        response = answer(request, written, media_type="application/json", caching=caching)
    # Browsers send no cookie with what any site may read.
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _written(alliance: Alliance) -> Written:
    body = json.dumps(_alliance_facts(alliance, alliance.on), ensure_ascii=False).encode()
    named = [hub.entry.object_key for hub in alliance.coalitions]
    named += [place.entry.object_key for place in alliance.places]
    latest = Page.objects.filter(pk__in=named).aggregate(latest=Max("last_published_at"))["latest"]
    return Written(body, latest)


def _alliance_facts(alliance: Alliance, on: date) -> dict[str, Any]:
    bridges = alliance.bridges
    return {
        "date": on.isoformat(),
        "coalitions": [_coalition_facts(hub) for hub in alliance.coalitions],
        "associations": [
            {
                "slug": slug,
                "name": places[0].entry.title,
                "address": absolute(places[0].entry.address),
                "is_bridge": slug in bridges,
                "is_example": places[0].entry.is_demo,
            }
            for slug, places in alliance.associations.items()
        ],
        "memberships": [_place_facts(place) for place in alliance.places],
    }


def _coalition_facts(hub: Hub) -> dict[str, Any]:
    return {
        "slug": hub.slug,
        "name": hub.entry.title,
        "short_name": hub.name,
        "address": absolute(hub.entry.address),
        "founding_year": hub.founding_year,
        "exists": hub.exists,
        "members": hub.count,
        "members_are_approximate": hub.is_approximate,
        "is_example": hub.entry.is_demo,
    }


def _place_facts(place: Place) -> dict[str, Any]:
    return {
        "coalition": place.coalition.slug,
        "association": place.entry.slug,
        "role": place.role,
        "role_label": place.role_label,
        "is_member": place.makes_member,
        "since": place.since.isoformat() if place.since else None,
        "until": place.until.isoformat() if place.until else None,
    }

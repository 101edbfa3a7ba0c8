"""Events as facts for machines."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from events.models import EventPage
from events.moments import VAGUE, Span, local_day
from portal.head import Context, Node, house, named, page_node, register_facts
from portal.public_address import absolute

SCHEMA = "https://schema.org/"
MOST_TIMES = 20
# Words in the place of an address: it will be told later, or to some only.
TOLD_LATER = re.compile(
    r"\b(?:communiqu|inscrits?\b|inscrit·e·s|précisée?s?\b|à (?:confirmer|définir|préciser|venir)\b)", re.I
)
FREE = re.compile(
    r"(?:(?:entrée|accès|participation)s? )?(?:libre et )?gratuite?s?(?:,? sur (?:simple )?inscription)?[ .!]*", re.I
)


def facts_of_event(page: EventPage, context: Context) -> Iterable[Node]:
    """Return a node for each time; none for an event whose date is not known to the day."""
    if page.date_precision in VAGUE:
        return
    place = context["place"]
    mode = "Mixed" if place.is_hybrid else "Online" if place.is_online else "Offline"
    for number, span in enumerate(page.spans()[:MOST_TIMES], 1):
        node = page_node(page, context, "Event")
        yield node | {
            "@id": f"{node['@id']}-{number}",
            **_times(span),
            "eventStatus": f"{SCHEMA}EventScheduled",
            "eventAttendanceMode": f"{SCHEMA}{mode}EventAttendanceMode",
            "location": _locations(place, node["url"]),
            "organizer": _organisers(page, context),
            **({"isAccessibleForFree": True} if FREE.fullmatch(page.price.strip()) else {}),
            **_picture(context["picture"]),
        }


def _organisers(page: EventPage, context: Context) -> list[Node]:
    """Return who invites, as the page says it: organisations, else a team in words, else the coalition."""
    if context["organisers"]:
        return [named(entry) for entry in context["organisers"]]
    role = page.organiser_role.strip()
    if role:
        return [{"@type": "Organization", "name": role[:1].upper() + role[1:]}]
    return [named(context["coalition"]) if context["coalition"] else house()]


def _times(span: Span) -> dict[str, str]:
    """Return when it takes place: days, or moments with their offset from UTC."""
    if span.is_all_day:
        times = {"startDate": local_day(span.starts_at).isoformat()}
        return times | ({"endDate": local_day(span.ends_at).isoformat()} if span.ends_at else {})
    times = {"startDate": timezone.localtime(span.starts_at).isoformat()}
    return times | ({"endDate": timezone.localtime(span.ends_at).isoformat()} if span.ends_at else {})


def _locations(place: Any, url: str) -> list[Node]:
    """Return where one goes: a venue that is told later is no address, the town is what is known."""
    online: list[Node] = [{"@type": "VirtualLocation", "url": url}] if place.is_remote else []
    if place.is_online:
        return online
    address: Node = {"@type": "PostalAddress", "addressCountry": "FR"}
    if place.towns:
        address["addressLocality"] = place.towns
    venue = "" if TOLD_LATER.search(place.venue) else place.venue
    if venue:
        address["streetAddress"] = venue
    name = venue or place.towns
    return [{"@type": "Place", **({"name": name} if name else {}), "address": address}, *online]


def _picture(card: Any) -> dict[str, str]:
    image = (card or {}).get("image") or {}
    return {"image": absolute(image["url"])} if image.get("url") else {}


def connect() -> None:
    """Register; called once, when the app is ready."""
    register_facts(EventPage, facts_of_event)

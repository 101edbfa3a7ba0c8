"""Events as facts for machines."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from events.models import EventPage
from events.moments import VAGUE, Span, local_day
from portal.head import Context, Node, house, named, page_node, register_facts
from portal.public_address import absolute

SCHEMA = "https://schema.org/"
MOST_TIMES = 20


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
            "location": _locations(page, place, node["url"]),
            "organizer": [named(entry) for entry in context["organisers"]] or [house()],
            **_picture(context["picture"]),
        }


def _times(span: Span) -> dict[str, str]:
    """Return when it takes place: days, or moments with their offset from UTC."""
    if span.is_all_day:
        times = {"startDate": local_day(span.starts_at).isoformat()}
        return times | ({"endDate": local_day(span.ends_at).isoformat()} if span.ends_at else {})
    times = {"startDate": timezone.localtime(span.starts_at).isoformat()}
    return times | ({"endDate": timezone.localtime(span.ends_at).isoformat()} if span.ends_at else {})


def _locations(page: EventPage, place: Any, url: str) -> list[Node]:
    online: list[Node] = [{"@type": "VirtualLocation", "url": url}] if place.is_remote else []
    if place.is_online:
        return online
    address: Node = {"@type": "PostalAddress", "addressCountry": "FR"}
    if place.towns:
        address["addressLocality"] = place.towns
    if place.venue:
        address["streetAddress"] = place.venue
    return [{"@type": "Place", "name": place.venue or place.towns or page.title, "address": address}, *online]


def _picture(card: Any) -> dict[str, str]:
    image = (card or {}).get("image") or {}
    return {"image": absolute(image["url"])} if image.get("url") else {}


def connect() -> None:
    """Register; called once, when the app is ready."""
    register_facts(EventPage, facts_of_event)

"""What search keeps of an event."""

from dataclasses import replace
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coalitions.models import MemberPage
from events import facts, open_data
from events.agenda import FIELDS
from events.appointments import appointments_of
from events.enums import AgendaView, Attendance, EventKind
from events.models import EventIndexPage, EventPage
from events.moments import Span
from portal.enums import TerritoryKind
from search.contracts import Document
from search.enums import EntryKind, TermName
from search.facets import register_labels
from search.feeds.registry import FeedList, PastView, register_appointments, register_feed
from search.labels import register_sorts
from search.lists import register_list
from search.lookups import Lookups
from search.sources import Details, PageSource, nameable, register
from search.text import text_of

NO_PLACE = {TerritoryKind.COUNTRY, TerritoryKind.ONLINE}


def describe_event(event: EventPage) -> Details:
    """Return an event's moments, place and people; its last time decides when it is over."""
    spans = event.spans()
    associations = [*event.organisers.all(), *event.participants.all(), *owners_of(event)]
    coalition = [event.coalition] if event.coalition else []
    return Details(
        body=text_of(event, "description", "programme", "audience", "venue", "accessibility", "price"),
        keywords=[event.kind, *(page.title for page in nameable(*coalition, *associations))],
        terms={
            TermName.EVENT_KIND: [event.kind],
            TermName.COALITION: [page.slug for page in coalition],
            TermName.ASSOCIATION: sorted({page.slug for page in associations}),
            TermName.FEATURE: features_of(event),
        },
        starts_at=spans[0].starts_at if spans else None,
        ends_at=max(span.over_at for span in spans) if spans else None,
        sort_on=spans[0].starts_at if spans else None,
        card=card_of(event),
    )


def owners_of(event: EventPage) -> list[MemberPage]:
    """Return the association whose page holds the event, if one does."""
    return list(MemberPage.objects.filter(path=event.path[: -event.steplen]))


def features_of(event: EventPage) -> list[str]:
    """Return how one takes part, as codes."""
    online = [Attendance.ONLINE] if event.is_online or event.is_hybrid else []
    return [*online, *([] if event.is_online else [Attendance.ON_SITE])]


def card_of(event: EventPage) -> dict[str, Any]:
    """Return what a card shows; codes and moments, never words in a language."""
    places = [place.name for place in event.territories.all() if place.kind not in NO_PLACE]
    return {
        "sort": event.kind,
        "occurrences": [occasion_values(span) for span in event.spans()],
        "date_precision": event.date_precision,
        "date_label": event.date_label,
        "place": ", ".join(places) or ("" if event.is_online else event.venue),
        "is_online": event.is_online,
        "is_hybrid": event.is_hybrid,
    }


def occasion_values(span: Span) -> dict[str, Any]:
    """Return one time of an event as `search.occasions` reads it."""
    return {
        "start": span.starts_at.isoformat(),
        "end": span.ends_at.isoformat() if span.ends_at else "",
        "over": span.over_at.isoformat(),
        "all_day": span.is_all_day,
    }


class EventSource(PageSource):
    """An event whose date nobody knows comes after all others, not on the day when its page was made."""

    def document(self, obj: Any, lookups: Lookups) -> Document | None:
        document = super().document(obj, lookups)
        if document is None or document.starts_at is not None:
            return document
        return replace(document, sort_on=None)


EVENTS = EventSource(kind=EntryKind.EVENT, model=EventPage, describe=describe_event)


def connect() -> None:
    """Register with search; called once, when the app is ready."""
    register(EVENTS)
    facts.connect()
    open_data.connect()
    register_list(EventIndexPage, EntryKind.EVENT)
    register_appointments(EntryKind.EVENT, appointments_of)
    past = PastView(name="vue", value=AgendaView.PAST, title=AgendaView.PAST.label)
    register_feed(
        FeedList(
            name="agenda",
            title=_("Agenda"),
            kinds=(EntryKind.EVENT,),
            fields=FIELDS,
            page_type=EventIndexPage,
            past=past,
        )
    )
    register_sorts(EntryKind.EVENT, EventKind)
    register_labels(TermName.EVENT_KIND, lambda: _capitals(EventKind))
    register_labels(TermName.FEATURE, lambda: _capitals(Attendance))


def _capitals(choices: type[TextChoices]) -> dict[str, str]:
    words = {str(code): str(label) for code, label in choices.choices}
    return {code: label[:1].upper() + label[1:] for code, label in words.items()}

"""The agenda as open data."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import Field

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from events.moments import VAGUE
from portal.open_data import Dataset, register_dataset
from portal.public_address import absolute
from search.enums import EntryKind, TermName
from search.feeds.news import kind_words
from search.open_data import FILTERS, PERIOD, EntryRow, common_values, select_entries, terms_of


class EventRow(EntryRow):
    """An event."""

    type: str = Field(description=gettext_noop("Kind of event, as a code."))
    type_libelle: str = Field(description=gettext_noop("Kind of event, in words."))
    debut: datetime | None = Field(description=gettext_noop("When the first time begins; nothing if not known."))
    fin: datetime | None = Field(description=gettext_noop("When the last time is over; nothing if not known."))
    dates: list[str] = Field(description=gettext_noop("Beginning of each time (ISO 8601)."))
    precision: str = Field(
        description=gettext_noop("How the date is known: minute, day, month, season, year, unknown.")
    )
    date_en_mots: str = Field(description=gettext_noop("The date as its editor told it; often empty."))
    lieu: str = Field(description=gettext_noop("Town, or venue."))
    en_ligne: bool = Field(description=gettext_noop("True if one can take part from a distance."))
    sur_place: bool = Field(description=gettext_noop("True if one can go there."))
    organisations: list[str] = Field(description=gettext_noop("Slugs of the organisations that hold it or take part."))
    calendrier: str = Field(description=gettext_noop("Address of its file for calendars; empty without a known date."))


def select_events(asked: Mapping[str, str], at: datetime) -> Any:
    return select_entries(EntryKind.EVENT, asked, at, ("starts_at", "sort_title"))


def build_events(entries: Sequence[Any], at: datetime) -> Iterable[EventRow]:
    """Return the rows, in two queries."""
    terms = terms_of(entries, at)
    for entry in entries:
        own, card = terms.get(entry.pk, {}), entry.card
        is_known = entry.starts_at is not None and card.get("date_precision") not in VAGUE
        yield EventRow(
            **common_values(entry, own),
            type=str(card.get("sort", "")),
            type_libelle=kind_words(entry),
            debut=entry.starts_at,
            fin=entry.ends_at,
            dates=[time["start"] for time in card.get("occurrences") or []],
            precision=str(card.get("date_precision", "")),
            date_en_mots=str(card.get("date_label") or ""),
            lieu=str(card.get("place") or ""),
            en_ligne=bool(card.get("is_online") or card.get("is_hybrid")),
            sur_place=not card.get("is_online"),
            organisations=own.get(TermName.ASSOCIATION, []),
            calendrier=absolute(reverse("events:calendar", args=[entry.key])) if is_known else "",
        )


def connect() -> None:
    """Register; called once, when the app is ready."""
    register_dataset(
        Dataset(
            name="agenda",
            title=_("Agenda"),
            summary=_("The events of the alliance, past and to come."),
            row=EventRow,
            filters={**FILTERS, **PERIOD},
            select=select_events,
            build=build_events,
        )
    )

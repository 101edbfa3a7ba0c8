"""The agenda: what is to come, what is past, or a month of the calendar, filtered by the address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Count, Max, Min, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from events.agenda_rows import AgendaRow, groups_of, row_of, rows_of_times, weekday_names
from events.enums import AgendaView
from events.forms import AgendaForm
from events.moments import local_day
from events.months import bounds_of, month_of
from portal.asking import moment_of, reader_of
from portal.layout import read_layout
from portal.trail import trail_of
from search.backends.database import apply_filters, matching
from search.enums import EntryKind
from search.filters import EntryFilterForm, build_form
from search.listing import Listing, build_listing
from search.models import Entry
from search.querysets import EntryQuerySet

if TYPE_CHECKING:
    from events.models import EventIndexPage

FIELDS = ("event_kind", "theme", "territory", "coalition", "association", "feature", "start", "end")
# A month is shown whole: a calendar has no second page.
MOST_IN_A_MONTH = 300


def agenda_context(page: "EventIndexPage", request: HttpRequest) -> dict[str, Any]:
    """Return the context of the agenda, in the view that the address asks for."""
    asked = AgendaForm(request.GET)
    views: dict[AgendaView, Callable[[HttpRequest, AgendaForm], dict[str, Any]]] = {
        AgendaView.UPCOMING: _upcoming,
        AgendaView.PAST: _past,
        AgendaView.MONTH: _month,
    }
    context = views[asked.view](request, asked)
    listing: Listing = context["listing"]
    extent: Extent = context.get("extent") or _extent(listing.form, request)
    for name, value in asked.kept.items():
        listing.form.fields[name] = forms.CharField(required=False, initial=value, widget=forms.HiddenInput)
    at = moment_of(request)
    return {
        "trail": trail_of(page, read_layout(at)),
        "view": asked.view,
        "active": _active(listing.form),
        "tabs": _tabs(asked.view, listing.form, extent.counts),
        "agenda_messages": [*asked.messages, *([listing.message] if listing.message else [])],
        "clear_url": f"{request.path}?{urlencode(asked.kept)}" if asked.kept else request.path,
        **context,
    }


def _active(form: EntryFilterForm) -> list[dict[str, str]]:
    """Return the filters in use, once the features bear the name that they have for events."""
    form.fields["feature"].label = form["feature"].label = _("How to take part")
    return form.active()


def _tabs(view: AgendaView, form: EntryFilterForm, counts: dict[str, int]) -> list[dict[str, Any]]:
    """Return the views as links that keep the filters."""
    tabs = []
    for choice in AgendaView:
        query = form.query.copy()
        for gone in ("page", "vue", "mois"):
            query.pop(gone, None)
        if choice != AgendaView.UPCOMING:
            query["vue"] = str(choice)
        address = f"?{query.urlencode()}" if query else "?"
        tabs.append(
            {"label": choice.label, "url": address, "current": choice == view, "count": counts.get(str(choice))}
        )
    return tabs


def _visible(request: HttpRequest) -> EntryQuerySet:
    reader = reader_of(request)
    return Entry.objects.visible_to(reader, moment_of(request)).of_kinds(EntryKind.EVENT)


def _listing(request: HttpRequest, base: EntryQuerySet, **options: Any) -> Listing:
    return build_listing(
        data=request.GET,
        reader=reader_of(request),
        at=moment_of(request),
        kinds=(EntryKind.EVENT,),
        fields=FIELDS,
        base=base,
        **options,
    )


@dataclass(frozen=True, slots=True)
class Extent:
    """What the filters leave: how many events to come and past, and the months between which they lie."""

    counts: dict[str, int]
    months: tuple[date, date]


def _extent(form: EntryFilterForm, request: HttpRequest) -> Extent:
    """Read the extent of the agenda under the filters; the present month is always known."""
    at = moment_of(request)
    is_past = Q(ends_at__lt=at) | Q(ends_at=None)
    found = apply_filters(_visible(request).order_by(), form.filters()).aggregate(
        first=Min("starts_at"), last=Max("ends_at"), past=Count("pk", filter=is_past), all=Count("pk")
    )
    days = [local_day(moment).replace(day=1) for moment in (found["first"] or at, at, found["last"] or at)]
    counts = {str(AgendaView.UPCOMING): found["all"] - found["past"], str(AgendaView.PAST): found["past"]}
    return Extent(counts, (min(days), max(days)))


def _upcoming(request: HttpRequest, asked: AgendaForm) -> dict[str, Any]:
    at = moment_of(request)
    listing = _listing(request, _visible(request).upcoming(at))
    rows = sorted((row_of(entry, at) for entry in listing.entries), key=_by_time)
    is_front = not listing.active and listing.page.number == 1
    return {
        "listing": listing,
        "next_row": rows[0] if is_front and rows else _next_row(request),
        "is_front": is_front,
        "groups": groups_of(rows[1:] if is_front else rows),
    }


def _next_row(request: HttpRequest) -> AgendaRow | None:
    """Return the next event of all: the wall above the list shows it whatever the filters leave."""
    at = moment_of(request)
    entry = _visible(request).upcoming(at).for_listing().first()
    return row_of(entry, at) if entry else None


def _by_time(row: AgendaRow) -> tuple[date, bool, str]:
    return row.first, row.hour is not None, row.hour.isoformat() if row.hour else ""


def _past(request: HttpRequest, asked: AgendaForm) -> dict[str, Any]:
    at = moment_of(request)
    listing = _listing(request, _visible(request).past(at))
    return {
        "listing": listing,
        "groups": groups_of([row_of(entry, at) for entry in listing.entries], by_year=True),
    }


def _month(request: HttpRequest, asked: AgendaForm) -> dict[str, Any]:
    at = moment_of(request)
    first = asked.month or _opening(request)
    start, end = bounds_of(first)
    entries = _visible(request).between(start, end).order_by("starts_at", "sort_title", "pk")
    listing = _listing(request, entries, per_page=MOST_IN_A_MONTH)
    extent = _extent(listing.form, request)
    rows = [row for entry in listing.entries for row in rows_of_times(entry, at)]
    month = month_of(first, [row for row in rows if _touches(row, first, end)], at, extent.months)
    return {
        "listing": listing,
        "month": month,
        "present": local_day(at),
        "weekdays": weekday_names(),
        "extent": extent,
        "later": _later(request, listing.form, end) if month.is_empty else None,
    }


def _opening(request: HttpRequest) -> date:
    """Return the month of the next event that the filters leave: late in a month the present one may hold no more."""
    at = moment_of(request)
    reader = reader_of(request)
    form = build_form(request.GET, fields=FIELDS, reader=reader, at=at, kinds=(EntryKind.EVENT,))
    entries = matching(apply_filters(_visible(request).upcoming(at), form.filters()), form.words)
    found = entries.values_list("starts_at", flat=True).first()
    return max(local_day(found or at), local_day(at)).replace(day=1)


def _touches(row: AgendaRow, first: date, end: datetime) -> bool:
    return row.is_vague or (row.last >= first and row.first < local_day(end))


def _later(request: HttpRequest, form: EntryFilterForm, end: datetime) -> date | None:
    """Return the next month in which something takes place, for a reader before an empty one."""
    entries = apply_filters(_visible(request).filter(starts_at__gte=end), form.filters()).order_by("starts_at", "pk")
    found = entries.values_list("starts_at", flat=True).first()
    return local_day(found).replace(day=1) if found else None

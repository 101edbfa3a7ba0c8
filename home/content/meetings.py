"""Events and their times."""

from datetime import datetime, time

from events.models import EventPage, Occurrence
from home.content.body import paragraphs, set_body
from home.content.files import Item
from home.content.loading import Loading
from home.content.pages import PageFamily
from home.content.rows import classify, lines, owner, related, say_common
from home.content.values import PARIS, first_day, moment
from portal.enums import DatePrecision


def _moment(value: str, zone: str) -> datetime:
    """Return the moment; of a date alone, its first midnight in Paris."""
    if "T" in value:
        return moment(value, zone)
    return datetime.combine(first_day(value), time.min, PARIS)


def _occurrences(item: Item) -> list[Occurrence]:
    """Return the time of the event; none when its date is not known."""
    if item["date_start"] is None or item["date_precision"] == DatePrecision.UNKNOWN:
        return []
    zone = item.get("timezone", "Europe/Paris")
    return [
        Occurrence(
            sort_order=0,
            starts_at=_moment(item["date_start"], zone),
            ends_at=_moment(item["date_end"], zone) if item["date_end"] else None,
            is_all_day=item["date_precision"] != DatePrecision.MINUTE,
        )
    ]


def _fill_event(load: Loading, item: Item, page: EventPage) -> None:
    say_common(page, item)
    classify(load, page, item["themes"], [item["territory"]] if item["territory"] else [])
    page.kind = item["kind"]
    page.coalition = load.find("coalitions", item["coalition"])
    page.organisers = load.find_all("organisations", item.get("organisers"))
    page.organiser_role = item.get("organiser_role", "")
    page.participants = load.find_all("organisations", item.get("participants"))
    page.date_precision = item["date_precision"]
    page.date_label = item.get("date_label", "")
    page.is_online = bool(item["online"])
    page.is_hybrid = item.get("hybrid", False)
    page.venue = item["venue"] or ""
    page.accessibility = item.get("accessibility", "")
    page.programme = lines(f"{entry['time']} {entry['label']}" for entry in item.get("programme") or ())
    page.audience = lines(item.get("audience"))
    page.price = item.get("price", "")
    page.capacity = item.get("capacity")
    set_body(page, "description", paragraphs(item["description"]))
    page.occurrences = _occurrences(item)
    page.related_pages = related(load, [("calls", item["call"])] if item.get("call") else [])


EVENTS = PageFamily(
    kind="events",
    model=lambda item: EventPage,
    parent=lambda load, item: owner(load, item.get("organisers") or (), [item["coalition"]], "events"),
    fill=_fill_event,
)

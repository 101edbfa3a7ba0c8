"""The agenda as it is read at a moment."""

from datetime import UTC, datetime, timedelta

import pytest

from wagtail.models import PageViewRestriction

from events.models import EventPage
from search.services import sync
from tests.coalitions.factories import CoalitionPageFactory, MemberPageFactory
from tests.events.factories import EventPageFactory, OccurrenceFactory
from tests.portal.factories import TerritoryFactory, ThemeFactory
from tests.support.reading import AT, context_at, read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def event(title="Café", starts_at=AT + timedelta(days=2), hours=2, **values):
    """Make an event with one time; `hours=None` leaves its end open."""
    page = EventPageFactory(title=title, **values)
    ends_at = None if hours is None else starts_at + timedelta(hours=hours)
    OccurrenceFactory(event=page, starts_at=starts_at, ends_at=ends_at)
    return publish(page)


def publish(page):
    page = EventPage.objects.get(pk=page.pk)
    page.save_revision().publish()
    return page


def titles(context):
    rows = [row for group in context["groups"] for row in group.rows]
    if context.get("is_front") and context["next_row"]:
        rows.insert(0, context["next_row"])
    return [row.entry.title for row in rows]


@pytest.mark.parametrize(
    ("at_end", "upcoming", "past"),
    [
        (timedelta(), ["Café"], []),
        (timedelta(microseconds=-1), ["Café"], []),
        (timedelta(microseconds=1), [], ["Café"]),
    ],
)
def test_an_event_is_in_one_list_at_its_last_moment(house, at_end, upcoming, past):
    page = event(starts_at=AT, hours=2)
    at = page.occurrences.get().ends_at + at_end
    assert titles(context_at(house.agenda, at)) == upcoming
    assert titles(context_at(house.agenda, at, vue="passes")) == past


def test_a_last_day_is_to_come_until_midnight_in_paris(house):
    page = event(starts_at=datetime(2027, 3, 28, 8, 0, tzinfo=UTC), hours=None)
    for at, view in (
        (datetime(2027, 3, 28, 21, 59, tzinfo=UTC), "a-venir"),
        (datetime(2027, 3, 28, 22, 1, tzinfo=UTC), "passes"),
    ):
        lists = {name: titles(context_at(house.agenda, at, vue=name)) for name in ("a-venir", "passes")}
        assert lists[view] == [page.title]
        assert sum(len(found) for found in lists.values()) == 1


def test_an_event_of_several_times_stands_at_its_next_one(house):
    page = EventPageFactory(title="Permanence")
    for days in (-7, 7, 14):
        OccurrenceFactory(event=page, starts_at=AT + timedelta(days=days), ends_at=AT + timedelta(days=days, hours=1))
    publish(page)
    context = context_at(house.agenda)
    assert titles(context) == ["Permanence"]
    assert context["next_row"].start == AT + timedelta(days=7)
    assert context["next_row"].occasion.others == 1
    assert titles(context_at(house.agenda, vue="passes")) == []


def test_an_event_without_a_date_comes_last_among_the_past(house):
    publish(EventPageFactory(title="Premier séminaire", date_precision="unknown", date_label="Date non précisée"))
    event("Ancien", starts_at=datetime(2019, 7, 1, tzinfo=UTC))
    context = context_at(house.agenda, vue="passes")
    assert titles(context) == ["Ancien", "Premier séminaire"]
    assert next(group.title for group in context["groups"]) == "2019"
    assert "Date non précisée" in words_of(read(house.agenda, vue="passes"))


def test_views_keep_the_filters_and_count(house):
    theme = ThemeFactory(slug="repit")
    about = event("Répit")
    about.themes.add(theme)
    about.save()
    event("Autre")
    event("Hier", starts_at=AT - timedelta(days=1))
    context = context_at(house.agenda, theme="repit")
    assert titles(context) == ["Répit"]
    tabs = {str(tab["label"]): tab for tab in context["tabs"]}
    assert [tab["count"] for tab in context["tabs"]] == [1, None, 0]
    assert all("theme=repit" in tab["url"] for tab in tabs.values())


def test_every_filter_keeps_its_own(house):
    coalition = CoalitionPageFactory(slug="alliance")
    association = MemberPageFactory(slug="siel-bleu")
    theme, territory = ThemeFactory(slug="repit"), TerritoryFactory(slug="lille")
    page = event("Trouvé", kind="atelier", coalition=coalition, is_online=True)
    page.themes.add(theme)
    page.territories.add(territory)
    page.organisers.add(association)
    page.save()
    event("Ailleurs", starts_at=AT + timedelta(days=90))
    sync(at=AT)
    for query in (
        {"event_kind": "atelier"},
        {"theme": "repit"},
        {"territory": "lille"},
        {"coalition": "alliance"},
        {"association": "siel-bleu"},
        {"feature": "en-ligne"},
        {"start": "2027-01-21", "end": "2027-01-31"},
    ):
        assert titles(context_at(house.agenda, **query)) == ["Trouvé"], query


def test_the_feature_of_an_event_is_how_one_takes_part(house):
    event("En ligne", is_online=True)
    soup = read(house.agenda, feature="en-ligne", filtrer="1")
    assert words_of(soup.select_one("label[for=id_feature]")) == "Façon de participer"
    assert "Façon de participer" in words_of(soup.select_one(".active-filters"))


def test_an_association_s_own_event_is_found_by_its_association(house):
    association = MemberPageFactory(slug="siel-bleu")
    event("Chez nous", parent=association)
    event("Ailleurs")
    assert titles(context_at(house.agenda, association="siel-bleu")) == ["Chez nous"]


@pytest.mark.parametrize(
    "query",
    [
        {"theme": "rien"},
        {"start": "hier"},
        {"start": "2027-02-30", "end": "0001-01-01"},
        {"page": "9999"},
        {"page": "-1"},
        {"vue": "mois", "mois": "2027-99"},
        {"vue": "<script>"},
        {"event_kind": "x" * 5000},
        {"start": "2027-03-01", "end": "2027-02-01"},
    ],
)
def test_a_bad_parameter_gives_a_message(house, query):
    event()
    soup = read(house.agenda, **query)
    assert soup.select(".notice, .errors"), query


def test_an_empty_agenda_says_so(house):
    assert soup_has_empty(read(house.agenda))
    assert soup_has_empty(read(house.agenda, vue="passes"))
    assert soup_has_empty(read(house.agenda, vue="mois", mois="2027-02"))


def soup_has_empty(soup):
    return len(soup.select(".empty")) == 1


def test_an_empty_month_leads_to_the_next_that_holds_something(house):
    event(starts_at=datetime(2027, 6, 10, tzinfo=UTC))
    soup = read(house.agenda, vue="mois", mois="2027-03")
    link = soup.select_one(".empty a")
    assert "mois=2027-06" in link["href"]


def test_the_months_open_on_the_next_event_and_lead_back_to_the_present_one(house):
    event(starts_at=datetime(2099, 6, 10, tzinfo=UTC))
    soup = read(house.agenda, vue="mois")
    assert soup.select_one("#month-title").get_text() == "Juin 2099"
    present = soup.select_one(".month-today")["href"]
    assert f"mois={AT:%Y-%m}" in present
    assert soup_has_empty(read(house.agenda, vue="mois", mois=f"{AT:%Y-%m}"))


def test_a_month_shows_its_events_on_their_days(house):
    event("Soirée", starts_at=datetime(2027, 1, 31, 22, 30, tzinfo=UTC), hours=1)
    event("Lendemain", starts_at=datetime(2027, 1, 31, 23, 30, tzinfo=UTC), hours=1)
    january = read(house.agenda, vue="mois", mois="2027-01")
    february = read(house.agenda, vue="mois", mois="2027-02")
    assert [time["datetime"] for time in january.select(".day.full time")] == ["2027-01-31"]
    assert [time["datetime"] for time in february.select(".day.full time")] == ["2027-02-01"]
    assert "Soirée" in words_of(january)
    assert "Lendemain" not in words_of(january)


def test_a_month_shows_each_time_of_an_event(house):
    page = EventPageFactory(title="Permanence")
    for day in (4, 11, 18):
        start = datetime(2027, 1, day, 9, tzinfo=UTC)
        OccurrenceFactory(event=page, starts_at=start, ends_at=start + timedelta(hours=1))
    publish(page)
    days = read(house.agenda, vue="mois", mois="2027-01").select(".day.full time")
    assert [time["datetime"] for time in days] == ["2027-01-04", "2027-01-11", "2027-01-18"]


def test_month_links_keep_filters_and_stop_at_what_is_known(house):
    theme = ThemeFactory(slug="repit")
    page = event(starts_at=datetime(2027, 3, 10, tzinfo=UTC))
    page.themes.add(theme)
    page.save()
    links = read(house.agenda, vue="mois", mois="2027-02", theme="repit").select(".month-nav a[rel]")
    assert [link["rel"][0] for link in links] == ["prev", "next"]
    assert all("theme=repit" in link["href"] for link in links)
    assert not read(house.agenda, vue="mois", mois="2027-03").select('.month-nav a[rel="next"]')


def test_the_next_event_stands_above_whatever_the_filters_leave(house):
    event("Demain", starts_at=AT + timedelta(days=1))
    event("Plus tard", starts_at=AT + timedelta(days=40))
    filtered = context_at(house.agenda, start="2027-02-15")
    assert titles(filtered) == ["Plus tard"]
    assert filtered["next_row"].entry.title == "Demain"
    soup = read(house.agenda)
    assert words_of(soup.select_one(".next-event h2")) == "Demain"
    assert "Demain" not in words_of(soup.find(id="agenda"))


def test_demo_events_say_so_in_every_view(house):
    event("Inventé", starts_at=AT + timedelta(days=1), is_demo=True)
    event("Aussi", starts_at=AT + timedelta(days=2), is_demo=True)
    for query in ({}, {"vue": "mois", "mois": "2027-01"}):
        assert len(read(house.agenda, **query).select("main .badge.demo")) == 2, query


def test_private_events_are_nobody_s_business(house):
    hidden = event("Secret")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    sync(at=AT)
    for query in ({}, {"vue": "passes"}, {"vue": "mois", "mois": "2027-01"}):
        assert "Secret" not in words_of(read(house.agenda, **query))

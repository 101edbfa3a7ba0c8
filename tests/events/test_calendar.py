"""Calendars: RFC 5545, read back by a parser that did not write them."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from django.utils import timezone

from wagtail.models import PageViewRestriction

from accounts.models import User
from search.feeds.calendars import write_calendar
from search.feeds.registry import Appointment
from search.models import Entry
from search.services import sync
from tests.calls.factories import CallPageFactory
from tests.events.factories import EventPageFactory, OccurrenceFactory
from tests.portal.factories import TerritoryFactory
from tests.support.strict import StrictClient
from tests.support.tree import House

LINE = re.compile(r"^[A-Z0-9-]+(;[A-Z0-9-]+=(\"[^\"]*\"|[^\";:,]*))*:")
ONCE = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE", "URL")
STARTS = datetime(2027, 3, 12, 17, 0, tzinfo=UTC)


def strict(body):
    """Return the lines of a calendar, unfolded, after what the standard asks of its bytes."""
    assert body.endswith(b"\r\n")
    lines = body.split(b"\r\n")[:-1]
    for line in lines:
        assert len(line) <= 75, line
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode()  # No character is cut in two.
    unfolded = body.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert unfolded[0] == "BEGIN:VCALENDAR"
    assert unfolded[-1] == "END:VCALENDAR"
    for line in unfolded:
        assert LINE.match(line), line
    inside = [index for index, line in enumerate(unfolded) if line == "BEGIN:VEVENT"]
    for index in inside:
        event = unfolded[index : unfolded.index("END:VEVENT", index)]
        for name in ONCE:
            assert sum(re.match(rf"{name}[;:]", line) is not None for line in event) == 1, (name, event)
    return unfolded


def read(client, address):
    """Return the events of a calendar, by vobject."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    strict(answer.content)
    return list(getattr(vobject.readOne(answer.content.decode()), "vevent_list", []))


def event_at(starts_at=STARTS, ends_at=None, **values):
    page = EventPageFactory(**values)
    OccurrenceFactory(event=page, starts_at=starts_at, ends_at=ends_at)
    page = type(page).objects.get(pk=page.pk)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def address_of(page):
    return f"/flux/evenement/{page.translation_key}.ics"


@pytest.mark.django_db
def test_an_event_reads_back(client: StrictClient, house: House, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://portail.example.org"
    town = TerritoryFactory(name="Lille", slug="lille", kind="commune", latitude="50.6311", longitude="3.0468")
    page = event_at(
        ends_at=STARTS + timedelta(hours=2),
        title="Café, thé; et 🌻 à l’« Îlot »",
        summary="Une ligne.\nUne autre, avec \\ et des mots.",
        venue="Maison des habitants, 3 rue du Port",
        territories=[town],
        accessibility="Plain-pied.",
    )
    [event] = read(client, address_of(page))
    assert event.summary.value == page.title
    assert page.summary in event.description.value
    assert event.dtstart.value == STARTS
    assert event.dtend.value == STARTS + timedelta(hours=2)
    assert event.location.value == "Maison des habitants, 3 rue du Port, Lille"
    assert event.geo.value.replace(",", ";").startswith("50.6311;3.0468")
    assert event.status.value == "CONFIRMED"
    assert event.url.value == f"https://portail.example.org/agenda/{page.slug}/"
    assert event.uid.value == str(page.translation_key)


@pytest.mark.django_db
def test_publishing_again_raises_the_sequence_and_keeps_the_rest(client: StrictClient, house: House) -> None:
    page = event_at()
    [before] = read(client, address_of(page))
    type(page).objects.filter(pk=page.pk).update(last_published_at=page.first_published_at + timedelta(hours=3))
    Entry.objects.all().delete()
    sync(at=timezone.now())
    [after] = read(client, address_of(page))
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstamp.value > before.dtstamp.value


@pytest.mark.django_db
def test_the_same_event_is_the_same_file(client: StrictClient, house: House) -> None:
    page = event_at()
    answer = client.get(address_of(page))
    assert client.get(address_of(page)).content == answer.content
    assert client.get(address_of(page), headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert client.head(address_of(page)).status_code == 200


@pytest.mark.django_db
def test_each_time_is_an_appointment_that_keeps_its_name(client: StrictClient, house: House) -> None:
    page = EventPageFactory()
    for place, days in enumerate((0, 7, 14)):
        OccurrenceFactory(event=page, starts_at=STARTS + timedelta(days=days), ends_at=None, sort_order=place)
    page = type(page).objects.get(pk=page.pk)
    page.save_revision().publish()
    before = {event.dtstart.value: event.uid.value for event in read(client, address_of(page))}
    assert len(set(before.values())) == 3
    page = type(page).objects.get(pk=page.pk)
    moved = page.occurrences.all()[1]
    moved.starts_at += timedelta(days=1)
    page.occurrences = [*page.occurrences.all()[:1], moved, *page.occurrences.all()[2:]]
    page.save_revision().publish()
    after = {event.dtstart.value: event.uid.value for event in read(client, address_of(page))}
    assert set(after.values()) == set(before.values())
    assert after[STARTS + timedelta(days=8)] == before[STARTS + timedelta(days=7)]


@pytest.mark.django_db
def test_days_are_days_and_the_unknown_is_left_out(client: StrictClient, house: House) -> None:
    # Midnight in Paris, in winter and on the day when clocks change.
    days = event_at(
        starts_at=datetime(2027, 3, 26, 23, 0, tzinfo=UTC),
        ends_at=datetime(2027, 3, 28, 22, 0, tzinfo=UTC),
        date_precision="day",
    )
    [event] = read(client, address_of(days))
    assert event.dtstart.value == date(2027, 3, 27)
    assert event.dtend.value == date(2027, 3, 30)
    for precision in ("month", "season", "year", "unknown"):
        vague = event_at(date_precision=precision, date_label="au printemps")
        assert client.get(address_of(vague)).status_code == 404
    undated = EventPageFactory()
    assert client.get(address_of(undated)).status_code == 404
    assert [event.uid.value for event in read(client, "/flux/agenda.ics")] == [str(days.translation_key)]


@pytest.mark.django_db
def test_hours_around_the_change_of_clocks_are_those_meant(client: StrictClient, house: House) -> None:
    paris = timezone.get_default_timezone()
    page = event_at(
        starts_at=datetime(2027, 10, 31, 2, 30, tzinfo=paris, fold=1),
        ends_at=datetime(2027, 10, 31, 4, 0, tzinfo=paris),
    )
    [event] = read(client, address_of(page))
    assert event.dtstart.value == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert event.dtend.value == datetime(2027, 10, 31, 3, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_an_example_says_so_and_a_call_has_its_deadline(client: StrictClient, house: House) -> None:
    event_at(title="Atelier", is_demo=True, starts_at=timezone.now() + timedelta(days=3))
    call = CallPageFactory(
        title="Appel", is_demo=True, disclaimer="Appel inventé.", closes_at=datetime(2029, 1, 8, 11, 0, tzinfo=UTC)
    )
    by_title = {event.summary.value: event for event in read(client, "/flux/tout.ics")}
    assert "exemple inventé" in by_title["Exemple – Atelier"].description.value
    deadline = by_title["Exemple – Date limite\u00a0: Appel"]
    assert "Appel inventé." in deadline.description.value
    assert deadline.dtstart.value == call.closes_at


@pytest.mark.django_db
def test_the_calendar_of_a_list_follows_its_filters_and_keeps_a_year(client: StrictClient, house: House) -> None:
    now = timezone.now()
    kept = event_at(starts_at=now - timedelta(days=300))
    event_at(starts_at=now - timedelta(days=500))
    here = event_at(starts_at=now + timedelta(days=3), territories=[TerritoryFactory(name="Nord", slug="nord")])
    found = {event.uid.value for event in read(client, "/flux/agenda.ics")}
    assert found == {str(kept.translation_key), str(here.translation_key)}
    assert [event.uid.value for event in read(client, "/flux/agenda.ics?territory=nord")] == [str(here.translation_key)]
    lines = strict(client.get("/flux/agenda.ics?territory=nord").content)
    assert "NAME:Agenda – Nord · Tiers Lieu Numérique" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in lines
    assert "SOURCE;VALUE=URI:http://localhost:8000/flux/agenda.ics?territory=nord" in lines


@pytest.mark.django_db
def test_a_restricted_event_is_for_who_may_open_it(client: StrictClient, house: House) -> None:
    hidden = event_at(title="Ornithorynque")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert client.get(address_of(hidden)).status_code == 404
    assert b"rnithorynque" not in client.get("/flux/agenda.ics").content
    client.force_login(User.objects.create_user("lectrice@example.org"))
    answer = client.get(address_of(hidden))
    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]
    assert b"rnithorynque" not in client.get("/flux/agenda.ics").content


@pytest.mark.django_db
def test_the_page_of_an_event_offers_its_file(client: StrictClient, house: House) -> None:
    page = event_at()
    assert f'href="{address_of(page)}"' in client.get(f"/agenda/{page.slug}/").content.decode()
    vague = event_at(date_precision="month")
    assert address_of(vague) not in client.get(f"/agenda/{vague.slug}/").content.decode()
    assert client.get(f"/flux/evenement/{uuid4()}.ics").status_code == 404


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=300)


@given(title=TEXTS, text=TEXTS, place=TEXTS)
@settings(deadline=None)
def test_any_text_comes_back(title: str, text: str, place: str) -> None:
    appointment = Appointment(
        uid=uuid4(),
        title=title,
        starts=STARTS,
        ends=None,
        created_at=STARTS,
        changed_at=STARTS,
        revision=3,
        address="/agenda/un/",
        text=text,
        place=place,
        categories=("Atelier, rencontre",),
    )
    body = write_calendar([appointment], title=title, own_address="/flux/agenda.ics", note=text)
    strict(body)
    event = vobject.readOne(body.decode()).vevent
    assert event.summary.value == title.strip()
    assert getattr(event, "description", None) is None or event.description.value == text.strip()
    assert getattr(event, "location", None) is None or event.location.value == place.strip()


@given(text=st.text(max_size=200))
@settings(deadline=None)
def test_controls_break_no_line(text: str) -> None:
    appointment = Appointment(
        uid=uuid4(),
        title=f"BEGIN:VEVENT\r\n{text}",
        starts=date(2027, 1, 1),
        ends=None,
        created_at=STARTS,
        changed_at=STARTS,
        revision=0,
        address="/agenda/un/",
    )
    lines = strict(write_calendar([appointment], title=text, own_address="/flux/agenda.ics"))
    assert lines.count("BEGIN:VEVENT") == 1


@pytest.mark.django_db
def test_the_whole_agenda_reads_back(client: StrictClient, loaded_site: object) -> None:
    events = read(client, "/flux/agenda.ics?start=2020-01-01")
    assert len(events) > 5
    assert len({event.uid.value for event in events}) == len(events)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=5)
@given(text=TEXTS.filter(str.strip))
def test_a_page_s_texts_come_back(house: House, text: str) -> None:
    page = event_at(summary=text[:400])
    [event] = read(StrictClient(), address_of(page))
    assert event.summary.value == page.title

"""The house's door."""

from datetime import UTC, datetime, timedelta

import pytest

from django.core.cache import cache

from calls.models import CallIndexPage
from coalitions.models import CoalitionIndexPage
from events.models import EventIndexPage
from home.models import HomePage, StandardPage
from home.reading import lead_of
from portal.models import PortalImage
from search.services import sync
from tests.calls.factories import CallPageFactory
from tests.coalitions.factories import CoalitionPageFactory
from tests.support.queries import queries_of
from tests.support.reading import AT, context_at, read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.data]
DAY = timedelta(days=1)


def call(title, opens_at, closes_at, **values):
    return CallPageFactory(title=title, opens_at=opens_at, closes_at=closes_at, **values)


@pytest.mark.parametrize(
    ("text", "before", "last"),
    [
        ("Seul, on cherche. Ensemble, on trouve.", "Seul, on cherche.", "Ensemble, on trouve."),
        ("Ensemble, on trouve.", "Ensemble, on trouve.", ""),
        ("Un ? Deux ! Trois", "Un ? Deux !", "Trois"),
        ("Sans point", "Sans point", ""),
        ("", "", ""),
    ],
)
def test_the_last_sentence_of_the_lead_is_set_apart(text, before, last):
    found = lead_of(text)
    assert (found.before, found.last) == (before, last)


def test_the_door_has_one_heading_a_search_box_and_searches_to_try(house):
    house.home.search_placeholder = "aidants"
    house.home.search_tries = "répit à Lyon\n\nlogement & froid"
    house.home.save()
    soup = read(house.home)
    assert words_of(soup.h1) == "Ensemble, on trouve."
    form = soup.select_one("main form[role=search]")
    assert form["action"] == "/recherche/"
    assert form.input["placeholder"] == "aidants"
    assert [link["href"] for link in soup.select(".tries a")] == [
        "/recherche/?q=r%C3%A9pit%20%C3%A0%20Lyon",
        "/recherche/?q=logement%20%26%20froid",
    ]


def test_the_most_urgent_call_stands_at_the_door(house):
    call("Clos", AT - 9 * DAY, AT - DAY)
    call("Ouvre bientôt", AT + DAY, AT + 30 * DAY)
    call("Ferme plus tard", AT - DAY, AT + 20 * DAY)
    call("Ferme bientôt", AT - DAY, AT + 3 * DAY)
    context = context_at(house.home)
    assert context["call"].entry.title == "Ferme bientôt"
    assert [row.entry.title for row in context["other_calls"]] == ["Ferme plus tard", "Ouvre bientôt"]
    soup = read(house.home)
    assert "3 jours pour répondre" in words_of(soup.select_one(".call"))
    assert "Clos" not in words_of(soup.main)


def test_a_call_to_come_says_when_it_opens(house):
    call("Chauffetoi", datetime(2027, 2, 1, 8, 0, tzinfo=UTC), datetime(2027, 4, 1, 8, 0, tzinfo=UTC))
    words = words_of(read(house.home).select_one(".call"))
    assert "11 jours avant l’ouverture" in words
    assert "Ouvre le 1er février 2027 à 9 h" in words


def test_without_a_call_there_is_no_empty_door(house):
    assert not read(house.home).select(".call, .house-calls, .empty")


def test_demo_calls_warn_at_the_door(house):
    warning = "Aucun dossier ne sera traité."
    for number in (1, 2):
        call(f"Appel {number}", AT - DAY, AT + number * DAY, is_demo=True, disclaimer=f"{warning} {number}")
    soup = read(house.home)
    assert [f"{warning} {number}" in words_of(soup.main) for number in (1, 2)] == [True, True]
    assert len(soup.select(".house-calls .badge.demo")) == 2


def test_who_is_here_is_drawn(house):
    for hue in ("brique", "ocean"):
        CoalitionPageFactory(hue_name=hue)
    CoalitionPageFactory(hue_name="prune", live=False)
    sync(at=AT)
    assert len(read(house.home).select(".house-art circle.disc")) == 2


def test_an_empty_house_draws_nothing(house):
    assert not read(house.home).select(".house-art")


def test_there_is_one_house_and_it_holds_the_lists(house):
    assert HomePage.max_count == 1
    held = HomePage.allowed_subpage_models()
    assert {StandardPage, CoalitionIndexPage, EventIndexPage, CallIndexPage} <= set(held)
    assert PortalImage not in held


def test_the_door_keeps_within_its_budget_whatever_the_house_holds(house, client):
    def ask():
        cache.clear()
        return len(queries_of(lambda: client.get("/")))

    call("Appel", AT - DAY, AT + 3 * DAY)
    CoalitionPageFactory()
    sync(at=AT)
    ask()
    few = ask()
    for number in range(12):
        call(f"Appel {number}", AT - DAY, AT + 3 * DAY)
        CoalitionPageFactory()
    sync(at=AT)
    assert ask() == few <= 12

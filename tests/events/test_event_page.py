"""The page of an event."""

from datetime import UTC, datetime, timedelta

import pytest

from django.core.cache import cache

from calls.models import CallPage
from coalitions.models import CoalitionPage, MemberPage
from events.models import EventIndexPage, EventPage
from events.sources import EVENTS
from home.models import HomePage
from search.lookups import Lookups
from search.services import sync
from tests.calls.factories import CalendarStepFactory, CallPageFactory
from tests.coalitions.factories import CoalitionPageFactory, MemberPageFactory
from tests.events.factories import EventIndexPageFactory, EventPageFactory, OccurrenceFactory
from tests.portal.factories import RelatedPageFactory, TerritoryFactory, ThemeFactory
from tests.support.queries import queries_of
from tests.support.reading import AT, context_at, read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.data]
START = datetime(2027, 1, 21, 17, 0, tzinfo=UTC)


def event(**values):
    page = EventPageFactory(**values)
    OccurrenceFactory(event=page, starts_at=START, ends_at=START + timedelta(minutes=75))
    return page


def document_of(page):
    return EVENTS.document(EventPage.objects.get(pk=page.pk), Lookups())


def test_it_says_when_in_paris_time_and_in_words(house):
    soup = read(event())
    time = soup.select_one(".event-facts time")
    assert words_of(time) == "Jeudi 21 janvier 2027, de 18 h à 19 h 15"
    assert datetime.fromisoformat(time["datetime"]) == START


def test_it_says_where(house):
    page = event(venue="Salle des fêtes", accessibility="Accès de plain-pied.", is_hybrid=True)
    page.territories.add(TerritoryFactory(name="Lille"))
    page.save()
    words = words_of(read(page))
    assert "Lille · Salle des fêtes" in words
    assert "Sur place et en ligne" in words
    assert "Accessibilité du lieu Accès de plain-pied." in words


def test_an_event_online_has_no_place_to_go_to(house):
    page = event(venue="Lien envoyé aux inscrits", is_online=True)
    soup = read(page)
    assert "Lien envoyé" not in words_of(soup.select_one(".event-facts"))
    assert "Comment participer Lien envoyé aux inscrits" in words_of(soup)
    assert "Les heures sont celles de Paris." in words_of(soup)


def test_it_is_over_after_its_last_moment(house):
    page = event()
    end = START + timedelta(minutes=75)
    assert not context_at(page, end)["is_over"]
    assert context_at(page, end + timedelta(microseconds=1))["is_over"]
    assert "a eu lieu" in words_of(read(page, end + timedelta(days=1)))
    assert "a eu lieu" not in words_of(read(page))


def test_of_several_times_it_shows_the_next_and_lists_all(house):
    page = event()
    later = START + timedelta(days=7)
    OccurrenceFactory(event=page, starts_at=later, ends_at=later + timedelta(hours=1))
    soup = read(page, START + timedelta(days=1))
    assert words_of(soup.select_one(".event-facts time")).startswith("Jeudi 28 janvier")
    times = soup.select(".event-times li")
    assert [("gone" in (time.get("class") or [])) for time in times] == [True, False]


def test_a_vague_date_is_told_as_its_editor_told_it(house):
    page = EventPageFactory(date_precision="unknown", date_label="Date non précisée")
    assert "Date non précisée" in words_of(read(page))


def test_whom_it_is_for_and_who_makes_it(house):
    coalition = CoalitionPageFactory(title="Alliance logement", hue_name="brique")
    page = event(
        coalition=coalition, audience="Aidants\nVoisins", price="gratuit", capacity=1200, organiser_role="équipe Nord"
    )
    page.organisers.add(MemberPageFactory(title="Siel Bleu"))
    page.themes.add(ThemeFactory(name="Répit"))
    page.save()
    soup = read(page)
    words = words_of(soup.select_one(".event-practice"))
    for expected in ("Pour qui Aidants, voisins", "Prix Gratuit", "Places 1 200", "Siel Bleu", "Équipe Nord", "Répit"):
        assert expected in words, expected
    assert soup.body["class"][0] == "brique"
    assert [link.get_text() for link in soup.select(".event-practice dd a")] == [
        "Siel Bleu",
        "Alliance logement",
        "Répit",
    ]


def test_people_that_the_reader_may_not_see_are_not_named(house):
    page = event(coalition=CoalitionPageFactory(title="Brouillon", live=False))
    page.organisers.add(MemberPageFactory(title="Cachée", live=False))
    page.save()
    words = words_of(read(page))
    assert "Brouillon" not in words
    assert "Cachée" not in words


def test_a_demo_event_says_so(house):
    assert words_of(read(event(is_demo=True)).select_one(".hero .badge.demo")) == "exemple"
    assert not read(event()).select(".hero .badge.demo")


def test_an_event_of_a_demo_call_carries_its_disclaimer(house):
    page = event()
    call = CallPageFactory(title="Chauffetoi", is_demo=True, disclaimer="Aucun dossier ne sera traité.")
    CalendarStepFactory(call=call, event=page)
    sync(at=AT)
    soup = read(page)
    assert "Aucun dossier ne sera traité." in words_of(soup)
    assert call.get_url() in [link["href"] for link in soup.select(".notice a")]


def test_what_an_editor_chose_stands_beside_it(house):
    page = event()
    RelatedPageFactory(page=page, target=MemberPageFactory(title="À voir"))
    sync(at=AT)
    assert "À voir" in [words_of(link) for link in read(page).select("[aria-labelledby=see-also] a")]


def test_the_next_events_of_its_coalition_follow(house):
    coalition = CoalitionPageFactory()
    page, other = event(coalition=coalition), event(title="La suivante", coalition=coalition)
    event(title="Une autre coalition")
    sync(at=AT)
    assert [row.entry.title for row in context_at(page)["others"]] == [other.title]


def test_it_lies_where_its_parent_lies(house):
    coalition = CoalitionPageFactory(title="Alliance")
    labels = [link.label for link in context_at(event(parent=coalition))["trail"]]
    assert labels == ["Accueil", "Coalitions", "Alliance"]


def test_search_knows_an_event_by_its_last_time(house):
    coalition, association = (
        CoalitionPageFactory(slug="alliance"),
        MemberPageFactory(title="Siel Bleu", slug="siel-bleu"),
    )
    page = event(coalition=coalition, kind="atelier", programme="18:00 Accueil", is_hybrid=True)
    later = START + timedelta(days=7)
    OccurrenceFactory(event=page, starts_at=later, ends_at=later + timedelta(hours=1))
    page.organisers.add(association)
    page.save()
    document = document_of(page)
    assert (document.kind, document.starts_at, document.ends_at) == ("event", START, later + timedelta(hours=1))
    assert document.sort_on == START
    assert document.terms["coalition"] == ["alliance"]
    assert document.terms["association"] == ["siel-bleu"]
    assert document.terms["event-kind"] == ["atelier"]
    assert set(document.terms["feature"]) == {"en-ligne", "sur-place"}
    assert "Accueil" in document.body
    assert "Siel Bleu" in document.keywords
    assert [time["start"] for time in document.card["occurrences"]] == [START.isoformat(), later.isoformat()]


def test_search_lets_a_vague_date_last(house):
    page = EventPageFactory(date_precision="month", date_label="Juillet 2019")
    OccurrenceFactory(event=page, starts_at=datetime(2019, 6, 30, 22, tzinfo=UTC), ends_at=None, is_all_day=True)
    document = document_of(page)
    assert document.ends_at == datetime(2019, 7, 31, 21, 59, 59, 999999, tzinfo=UTC)
    assert document.card["date_label"] == "Juillet 2019"


def test_search_has_no_date_for_an_event_without_one(house):
    document = document_of(EventPageFactory(date_precision="unknown"))
    assert (document.starts_at, document.ends_at, document.sort_on) == (None, None, None)


def test_events_hang_where_their_owner_is():
    assert EventPage.allowed_parent_page_models() == [EventIndexPage, CoalitionPage, MemberPage]
    assert EventPage.allowed_subpage_models() == []
    assert EventIndexPage.allowed_parent_page_models() == [HomePage]
    assert CallPage not in EventIndexPage.allowed_subpage_models()


def test_there_is_one_agenda(house):
    assert not EventIndexPage.can_create_at(house.home)
    assert EventIndexPageFactory._meta.model is EventIndexPage


@pytest.mark.parametrize("many", [1, 12])
def test_a_page_keeps_within_its_budget(house, client, many):
    page = event(coalition=CoalitionPageFactory())
    for number in range(many):
        member = MemberPageFactory(title=f"Membre {number}")
        page.organisers.add(member)
        page.participants.add(MemberPageFactory())
        page.themes.add(ThemeFactory())
        page.territories.add(TerritoryFactory())
        OccurrenceFactory(event=page, starts_at=START + timedelta(days=number + 1))
        RelatedPageFactory(page=page, target=member)
        event(title=f"Autre {number}", coalition=page.coalition)
    page.save()
    sync(at=AT)
    client.get(page.url)
    cache.clear()
    statements = queries_of(lambda: client.get(page.url))
    assert len(statements) <= 18, "\n".join(statement[:200] for statement in statements)

"""The list of calls and the page of a call, as they are read at a moment."""

from datetime import UTC, date, datetime, timedelta

import pytest

from django.core.cache import cache

from calls.models import CallPage
from calls.sources import CALLS
from search.lookups import Lookups
from search.models import Entry
from search.services import sync
from tests.calls.factories import (
    BenefitFactory,
    CalendarStepFactory,
    CallPageFactory,
    CallQuestionFactory,
    CriterionFactory,
    EligibilityRuleFactory,
    RequiredDocumentFactory,
    SupportMilestoneFactory,
)
from tests.coalitions.factories import CoalitionPageFactory, MemberPageFactory, ProjectPageFactory
from tests.events.factories import EventPageFactory, OccurrenceFactory
from tests.portal.factories import RelatedPageFactory, TerritoryFactory, ThemeFactory
from tests.support.queries import queries_of
from tests.support.reading import context_at, read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.data]

OPENS = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
CLOSES = datetime(2027, 3, 12, 16, 0, tzinfo=UTC)
DURING = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
WARNING = "Aucun dossier ne sera traité."


def call(title="Chauffetoi", opens_at=OPENS, closes_at=CLOSES, **values):
    return CallPageFactory(title=title, opens_at=opens_at, closes_at=closes_at, **values)


def sections(context):
    return {str(section.state): [row.entry.title for row in section.rows] for section in context["sections"]}


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (OPENS - INSTANT, "coming"),
        (OPENS, "open"),
        (CLOSES - INSTANT, "open"),
        (CLOSES, "closed"),
    ],
)
def test_a_call_stands_in_one_section_at_its_very_moments(house, at, state):
    page = call()
    assert sections(context_at(house.calls, at)) == {state: ["Chauffetoi"]}
    assert str(context_at(page, at)["door"].state) == state


def test_calls_come_as_an_applicant_needs_them(house):
    day = timedelta(days=1)
    call("Ferme tard", closes_at=DURING + 9 * day)
    call("Ferme tôt", closes_at=DURING + 2 * day)
    call("Ouvre tard", opens_at=DURING + 9 * day, closes_at=DURING + 20 * day)
    call("Ouvre tôt", opens_at=DURING + 2 * day, closes_at=DURING + 90 * day)
    call("Clos hier", closes_at=DURING - day)
    call("Clos avant", closes_at=DURING - 9 * day)
    context = context_at(house.calls, DURING)
    assert sections(context) == {
        "open": ["Ferme tôt", "Ferme tard"],
        "coming": ["Ouvre tôt", "Ouvre tard"],
        "closed": ["Clos hier", "Clos avant"],
    }


def test_the_list_says_how_much_time_is_left(house):
    call()
    assert "39 jours pour répondre" in words_of(read(house.calls, DURING))
    assert "9 jours avant l’ouverture" in words_of(read(house.calls, OPENS - timedelta(days=9)))
    assert "Se termine aujourd’hui à 17 h" in words_of(read(house.calls, CLOSES - timedelta(hours=3)))
    assert not read(house.calls, CLOSES).select(".countdown")


def test_a_demo_call_warns_in_the_list_and_on_top_of_its_page(house):
    page = call(is_demo=True, disclaimer=WARNING, summary="Une idée.")
    door = read(house.calls, DURING).select_one(".call")
    assert WARNING in words_of(door)
    assert "exemple" in words_of(door)
    main = words_of(read(page, DURING).main)
    assert main.index(WARNING) < main.index("Chauffetoi")
    assert read(page, DURING).select(".hero .badge.demo")


def test_filters_hold_and_bad_ones_say_so(house):
    theme = ThemeFactory(slug="energie")
    page = call("Énergie", coalition=CoalitionPageFactory(slug="alliance"), pilot=MemberPageFactory(slug="reseau"))
    page.themes.add(theme)
    page.save()
    call("Autre")
    sync(at=DURING)
    for query in ({"theme": "energie"}, {"coalition": "alliance"}, {"association": "reseau"}):
        assert sections(context_at(house.calls, DURING, **query)) == {"open": ["Énergie"]}, query
    for query in ({"theme": "rien"}, {"start": "demain"}, {"page": "77"}):
        assert read(house.calls, DURING, **query).select(".notice, .errors"), query


def test_nothing_found_says_so(house):
    call()
    assert read(house.calls, DURING, start="2030-01-01").select(".empty")


def full_call():
    coalition, pilot = CoalitionPageFactory(title="Alliance"), MemberPageFactory(title="Réseau")
    page = call(
        coalition=coalition,
        pilot=pilot,
        project=ProjectPageFactory(title="Projet commun"),
        audience="Associations\nCollectivités",
        facts="Lancé fin 2020.",
        support_months=36,
        questions_until=datetime(2027, 2, 26, 16, 0, tzinfo=UTC),
    )
    EligibilityRuleFactory(call=page, text="Agir en France.")
    BenefitFactory(call=page, title="Des pairs", is_demo=True)
    CriterionFactory(call=page, label="Utilité", weight="66.67", levels="Absente\nRéelle")
    CriterionFactory(call=page, label="Alliance", weight="33.33")
    event = EventPageFactory(title="Questions en ligne")
    OccurrenceFactory(event=event, starts_at=DURING)
    CalendarStepFactory(call=page, label="Ouverture", starts_on=date(2027, 1, 11), sort_order=1)
    CalendarStepFactory(call=page, label="Séance", starts_on=date(2027, 2, 1), event=event, sort_order=2)
    CalendarStepFactory(call=page, label="Jury", starts_on=date(2027, 3, 30), ends_on=date(2027, 4, 30), sort_order=3)
    RequiredDocumentFactory(call=page, label="Statuts", formats="pdf", max_megabytes=10)
    SupportMilestoneFactory(call=page, month=3, title="État des lieux", deliverable="Diagnostic")
    CallQuestionFactory(call=page, question="Peut-on répondre à deux ?", answer="Oui.")
    sync(at=DURING)
    return page


def test_a_call_tells_everything_before_one_decides(house):
    soup = read(full_call(), DURING)
    words = words_of(soup)
    for expected in (
        "Associations",
        "Agir en France.",
        "Des pairs",
        "Utilité",
        "66,67 %",
        "0 : Absente",
        "1 : Réelle",
        "Lundi 11 janvier 2027 à 9 h",
        "Vendredi 12 mars 2027 à 17 h",
        "Vendredi 26 février 2027 à 17 h",
        "Statuts",
        "10 Mo au plus",
        "Mois 3",
        "Diagnostic",
        "Peut-on répondre à deux ?",
        "36 mois ensemble",
    ):
        assert expected in words, expected
    assert [link.get_text() for link in soup.select(".call-people a")] == ["Réseau", "Alliance", "Projet commun"]


def test_its_themes_and_territories_open_everything_about_them(house):
    page = full_call()
    page.themes.add(ThemeFactory(name="Chauffage", slug="chauffage"))
    page.territories.add(TerritoryFactory(name="Mulhouse", slug="mulhouse"))
    page.save()
    links = {link.get_text(): link["href"] for link in read(page, DURING).select("#about a")}
    assert links == {"Mulhouse": "/recherche/?territory=mulhouse", "Chauffage": "/recherche/?theme=chauffage"}


def test_every_line_of_the_contents_leads_to_a_section(house):
    soup = read(full_call(), DURING)
    anchors = [link["href"].removeprefix("#") for link in soup.select(".toc a")]
    assert len(anchors) == 8
    assert all(soup.find("section", id=anchor) for anchor in anchors)


def test_an_empty_call_has_no_empty_section(house):
    soup = read(call(), DURING)
    assert [link["href"] for link in soup.select(".toc a")] == ["#calendar"]
    assert [section["id"] for section in soup.select("section[id]")] == ["calendar", "reach"]


@pytest.mark.parametrize(
    ("at", "states"),
    [
        (datetime(2027, 1, 10, 22, 59, tzinfo=UTC), ["coming", "coming", "coming"]),
        (datetime(2027, 1, 10, 23, 0, tzinfo=UTC), ["now", "coming", "coming"]),
        (datetime(2027, 1, 11, 23, 0, tzinfo=UTC), ["done", "coming", "coming"]),
        (datetime(2027, 4, 30, 21, 59, tzinfo=UTC), ["done", "done", "now"]),
        (datetime(2027, 4, 30, 22, 0, tzinfo=UTC), ["done", "done", "done"]),
    ],
)
def test_steps_last_whole_days_in_paris(house, at, states):
    assert [step.state for step in context_at(full_call(), at)["steps"]] == states


def test_a_step_leads_to_its_event(house):
    soup = read(full_call(), DURING)
    assert "Questions en ligne" in [words_of(link) for link in soup.select(".timeline a")]


def test_the_area_of_a_circle_is_the_weight(house):
    first, second = context_at(full_call(), DURING)["criteria"]
    ratio = (float(first.radius) / float(second.radius)) ** 2
    assert ratio == pytest.approx(float(first.weight / second.weight), rel=0.01)


def test_what_the_reader_may_not_see_is_not_named(house):
    page = call(coalition=CoalitionPageFactory(title="Brouillon", live=False))
    CalendarStepFactory(call=page, event=EventPageFactory(title="Événement caché", live=False))
    words = words_of(read(page, DURING))
    assert "Brouillon" not in words
    assert "Événement caché" not in words


def test_search_knows_a_call_by_all_it_says(house):
    page = full_call()
    document = CALLS.document(CallPage.objects.get(pk=page.pk), Lookups())
    assert (document.kind, document.starts_at, document.ends_at) == ("call", OPENS, CLOSES)
    assert document.terms["coalition"] == [page.coalition.slug]
    assert document.terms["association"] == [page.pilot.slug]
    assert document.terms["project"] == [page.project.slug]
    assert document.terms["event"] == [str(step.event_id) for step in page.calendar_steps.all() if step.event_id]
    for text in ("Agir en France.", "Utilité", "Statuts", "État des lieux", "Peut-on répondre à deux ?", "Lancé fin"):
        assert text in document.body, text


def test_search_carries_the_disclaimer(house):
    page = call(is_demo=True, disclaimer=WARNING)
    assert CALLS.document(page, Lookups()).disclaimer == WARNING
    assert Entry.objects.get(kind="call").disclaimer == WARNING


def test_the_page_keeps_within_its_budget(house, client):
    page = full_call()
    for number in range(8):
        CriterionFactory(call=page, label=f"Critère {number}", weight=1)
        event = EventPageFactory()
        CalendarStepFactory(call=page, label=f"Étape {number}", event=event)
        RelatedPageFactory(page=page, target=event)
    sync(at=DURING)
    client.get(page.url)
    cache.clear()
    statements = queries_of(lambda: client.get(page.url))
    assert len(statements) <= 18, "\n".join(statement[:200] for statement in statements)

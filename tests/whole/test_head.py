"""What the head of a page tells machines: one address, feeds, words to share, facts."""

import json
import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from pyld import jsonld
from pytest_django import Settings

from django.utils import timezone

from wagtail.models import Page, PageViewRestriction

from portal.head import as_script
from tests.calls.factories import CallPageFactory
from tests.coalitions.factories import (
    CoalitionMembershipFactory,
    CoalitionPageFactory,
    MemberPageFactory,
    ProjectPageFactory,
)
from tests.events.factories import EventPageFactory, OccurrenceFactory
from tests.portal.factories import TerritoryFactory, ThemeFactory
from tests.resources.factories import ArticlePageFactory, ChapterFactory, VideoClipPageFactory
from tests.support.strict import StrictClient
from tests.support.tree import House

pytestmark = pytest.mark.django_db

EVIL = "</script><script>alert(1)</script> & « cœur » \u2028 🌻"
# What schema.org's context would say, which no test may ask its server for.
VOCABULARY = {"@context": {"@vocab": "https://schema.org/"}}


@pytest.fixture(autouse=True)
def _public_address(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://portail.example.org"


def soup_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.content, "html.parser")


def facts_of(soup):
    """Return the nodes of a page by their type, after pyld has read them."""
    scripts = soup.find_all("script", type="application/ld+json")
    assert len(scripts) <= 1
    if not scripts:
        return {}
    data = json.loads(scripts[0].get_text())
    assert data["@context"] == "https://schema.org"
    expanded = jsonld.expand({**data, **VOCABULARY})
    assert expanded
    found = {}
    for node in data["@graph"]:
        found.setdefault(node["@type"], []).append(node)
    return found


def canonical_of(soup):
    [link] = soup.find_all("link", rel="canonical")
    return link["href"]


def robots_of(soup):
    return [meta["content"] for meta in soup.find_all("meta", attrs={"name": "robots"})]


@pytest.mark.parametrize(
    ("asked", "canonical", "robots"),
    [
        ("", "", []),
        ("?utm_source=lettre&fbclid=1", "", []),
        ("?page=1", "", []),
        ("?territory=nord&utm_medium=x", "?territory=nord", []),
        ("?territory=nulle-part", "", []),
        ("?territory=nord&theme=sante", "?theme=sante&territory=nord", ["noindex"]),
        ("?theme=sante&territory=nord", "?theme=sante&territory=nord", ["noindex"]),
        ("?start=1/2/2026", "?start=2026-02-01", []),
        ("?vue=passes", "?vue=passes", []),
        ("?vue=passes&territory=nord", "?territory=nord&vue=passes", ["noindex"]),
        ("?vue=mois&mois=2027-01", "?vue=mois&mois=2027-01", []),
    ],
)
def test_a_list_has_one_address(client: StrictClient, house: House, asked: str, canonical: str, robots: list) -> None:
    places = {"themes": [ThemeFactory(slug="sante")], "territories": [TerritoryFactory(slug="nord", name="Nord")]}
    OccurrenceFactory(event=EventPageFactory(**places), starts_at=timezone.now(), ends_at=None)
    event = EventPageFactory(**places)
    event.save_revision().publish()
    soup = soup_of(client, f"/agenda/{asked}")
    assert canonical_of(soup) == f"https://portail.example.org/agenda/{canonical}"
    assert robots_of(soup) == robots


def test_words_and_deep_pages_are_not_for_engines(client: StrictClient, house: House) -> None:
    for _place in range(30):
        ArticlePageFactory(title="Un mot")
    assert robots_of(soup_of(client, "/ressources/?q=mot")) == ["noindex"]
    second = soup_of(client, "/ressources/?page=2")
    assert canonical_of(second) == "https://portail.example.org/ressources/?page=2"
    assert robots_of(second) == []
    assert "page 2" in second.title.get_text()
    lost = soup_of(client, "/ressources/?page=99")
    assert re.fullmatch(r"https://portail\.example\.org/ressources/\?page=[2-9]", canonical_of(lost))
    assert robots_of(soup_of(client, "/recherche/?q=mot")) == ["noindex"]


def test_the_title_says_the_filters(client: StrictClient, house: House) -> None:
    event = EventPageFactory(territories=[TerritoryFactory(slug="nord", name="Nord")])
    event.save_revision().publish()
    soup = soup_of(client, "/agenda/?territory=nord")
    assert soup.title.get_text().startswith("Agenda – Nord · ")
    links = {link["type"]: link["href"] for link in soup.find_all("link", rel="alternate")}
    assert links["text/calendar"] == "/flux/agenda.ics?territory=nord"
    assert any(link["href"] == "/flux/agenda.atom?territory=nord" for link in soup.find_all("link", rel="alternate"))


def test_a_page_s_own_parameters_are_no_address(client: StrictClient, house: House) -> None:
    clip = VideoClipPageFactory()
    assert canonical_of(soup_of(client, f"/ressources/{clip.slug}/?t=12")).endswith(f"/ressources/{clip.slug}/")


def test_no_title_leaves_the_script(client: StrictClient, house: House) -> None:
    article = ArticlePageFactory(title=EVIL, summary=EVIL)
    soup = soup_of(client, f"/ressources/{article.slug}/")
    [node] = facts_of(soup)["Article"]
    assert node["headline"] == EVIL
    assert [meta["content"] for meta in soup.find_all("meta", property="og:title")] == [EVIL]
    assert "<" not in as_script([EVIL])
    assert json.loads(as_script([EVIL])) == [EVIL]


def test_an_event_tells_when_where_and_who(client: StrictClient, house: House) -> None:
    member = MemberPageFactory(title="Les Voisins")
    page = EventPageFactory(
        venue="Salle des fêtes",
        organisers=[member],
        is_hybrid=True,
        territories=[TerritoryFactory(name="Lille", kind="commune")],
    )
    for days in (10, 20):
        OccurrenceFactory(
            event=page,
            starts_at=timezone.now() + timedelta(days=days),
            ends_at=timezone.now() + timedelta(days=days, hours=2),
        )
    facts = facts_of(soup_of(client, f"/agenda/{page.slug}/"))
    assert len(facts["Event"]) == 2
    first = facts["Event"][0]
    assert first["startDate"] < facts["Event"][1]["startDate"]
    assert first["startDate"][-6] in "+-"
    assert first["eventStatus"] == "https://schema.org/EventScheduled"
    assert first["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert first["location"][0]["address"]["addressLocality"] == "Lille"
    assert first["organizer"] == [
        {"@type": "Organization", "name": "Les Voisins", "url": f"https://portail.example.org/membres/{member.slug}/"}
    ]


def event_facts(client, **values):
    page = EventPageFactory(**values)
    OccurrenceFactory(event=page, starts_at=timezone.now() + timedelta(days=10), ends_at=None)
    [node] = facts_of(soup_of(client, f"/agenda/{page.slug}/"))["Event"]
    return node


def test_an_event_is_invited_by_who_its_page_says(client: StrictClient, house: House) -> None:
    def names(**values):
        return [one["name"] for one in event_facts(client, **values)["organizer"]]

    member, coalition = MemberPageFactory(title="Les Voisins"), CoalitionPageFactory(title="Habiter mieux")
    role = "équipe du Collectif Emploi"
    assert names(organisers=[member], organiser_role=role, coalition=coalition) == ["Les Voisins"]
    assert names(organiser_role=role, coalition=coalition) == ["Équipe du Collectif Emploi"]
    assert names(coalition=coalition) == ["Habiter mieux"]
    [alone] = event_facts(client)["organizer"]
    assert alone["@id"].endswith("#organisation")


@pytest.mark.parametrize("venue", ["Lieu communiqué aux inscrits", "Lieu à confirmer", "Adresse précisée plus tard"])
def test_an_address_told_later_is_none(client: StrictClient, house: House, venue: str) -> None:
    nancy = TerritoryFactory(name="Nancy", slug="nancy", kind="commune")
    [there] = event_facts(client, venue=venue, territories=[nancy])["location"]
    assert there["name"] == there["address"]["addressLocality"] == "Nancy"
    assert "streetAddress" not in there["address"]
    [nowhere] = event_facts(client, venue=venue)["location"]
    assert "name" not in nowhere
    [known] = event_facts(client, venue="Cité des sciences", territories=[nancy])["location"]
    assert known["name"] == known["address"]["streetAddress"] == "Cité des sciences"


@pytest.mark.parametrize(
    ("price", "is_free"),
    [("gratuit", True), ("Gratuit, sur inscription", True), ("5 euros", False), ("gratuit pour les membres", False)],
)
def test_an_event_is_free_if_its_price_says_so(client: StrictClient, house: House, price: str, is_free: bool) -> None:
    assert event_facts(client, price=price).get("isAccessibleForFree", False) is is_free


def test_films_and_articles_have_the_picture_of_their_page(client: StrictClient, house: House) -> None:
    for page, kind, name in (
        (VideoClipPageFactory(), "VideoObject", "thumbnailUrl"),
        (ArticlePageFactory(), "Article", "image"),
    ):
        soup = soup_of(client, f"/ressources/{page.slug}/")
        [node] = facts_of(soup)[kind]
        assert node[name] == soup.find("meta", property="og:image")["content"]


def test_a_clip_tells_its_words_its_length_and_its_chapters(client: StrictClient, house: House) -> None:
    captions = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nBonjour à tous.\n"
    clip = VideoClipPageFactory(duration=112, captions=captions)
    for seconds, title in ((0, "Début"), (60, "Suite")):
        ChapterFactory(clip=clip, starts_at_seconds=seconds, title=title)
    [node] = facts_of(soup_of(client, f"/ressources/{clip.slug}/"))["VideoObject"]
    assert node["duration"] == "PT1M52S"
    assert "Bonjour à tous." in node["transcript"]
    assert [(part["name"], part["startOffset"], part["endOffset"]) for part in node["hasPart"]] == [
        ("Début", 0, 60),
        ("Suite", 60, 112),
    ]


def test_organisations_name_what_their_reader_may_open(client: StrictClient, house: House) -> None:
    coalition = CoalitionPageFactory(title="Habiter mieux")
    shown, hidden = MemberPageFactory(title="Visible"), MemberPageFactory(title="Ornithorynque")
    for member in (shown, hidden):
        CoalitionMembershipFactory(coalition=coalition, association=member)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    ProjectPageFactory(coalition=coalition, pilot=hidden, title="Projet", slug="projet")
    coalition.save_revision().publish()
    answer = soup_of(client, f"/coalitions/{coalition.slug}/")
    assert [one["name"] for one in facts_of(answer)["Organization"][0]["member"]] == ["Visible"]
    for page in Page.objects.live().filter(slug__in=["projet", shown.slug]):
        assert "rnithorynque" not in str(soup_of(client, "/" + page.url_path.split("/", 2)[2]))


def test_the_door_of_a_page_tells_nothing_of_it(client: StrictClient, house: House) -> None:
    page = ArticlePageFactory(title="Ornithorynque", summary="Ornithorynque")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="sésame")
    soup = soup_of(client, f"/ressources/{page.slug}/")
    assert "rnithorynque" not in str(soup.head)
    assert not soup.find("link", rel="canonical")
    lost = BeautifulSoup(client.get("/nulle-part/").content, "html.parser")
    assert not lost.find("link", rel="canonical")


def test_an_example_says_so_to_machines_too(client: StrictClient, house: House) -> None:
    article = ArticlePageFactory(is_demo=True, summary="Un essai.")
    soup = soup_of(client, f"/ressources/{article.slug}/")
    assert facts_of(soup)["Article"][0]["description"] == "Exemple inventé. Un essai."
    assert soup.find("meta", property="og:description")["content"] == "Exemple inventé. Un essai."
    call = CallPageFactory(is_demo=True)
    assert (
        soup_of(client, f"/appels/{call.slug}/")
        .find("meta", property="og:description")["content"]
        .startswith("Exemple inventé.")
    )


def test_a_call_tells_who_leads_it_and_until_when(client: StrictClient, house: House) -> None:
    member = MemberPageFactory(title="Les Voisins")
    call = CallPageFactory(title="Habiter mieux", summary="Un appel.", pilot=member)
    [node] = facts_of(soup_of(client, f"/appels/{call.slug}/"))["Grant"]
    address = f"https://portail.example.org/appels/{call.slug}/"
    assert node["@id"] == f"{address}#grant"
    assert (node["name"], node["description"], node["url"]) == ("Habiter mieux", "Un appel.", address)
    assert node["sponsor"]["name"] == "Les Voisins"
    assert node["potentialAction"] == {
        "@type": "ApplyAction",
        "startTime": "2027-01-11T09:00:00+01:00",
        "endTime": "2027-03-12T17:00:00+01:00",
        "target": address,
    }


def test_a_call_is_led_by_who_its_page_says(client: StrictClient, house: House) -> None:
    def sponsor(**values):
        call = CallPageFactory(**values)
        return facts_of(soup_of(client, f"/appels/{call.slug}/"))["Grant"][0].get("sponsor", {}).get("name")

    hidden, coalition = MemberPageFactory(title="Ornithorynque"), CoalitionPageFactory(title="Bien vieillir")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert sponsor(pilot=hidden, pilot_role="équipe du Lab", coalition=coalition) == "Équipe du Lab"
    assert sponsor(pilot=hidden, coalition=coalition) == "Bien vieillir"
    assert sponsor() is None


def test_an_invented_call_tells_nothing_that_is_invented(client: StrictClient, house: House) -> None:
    call = CallPageFactory(
        is_demo=True, pilot=MemberPageFactory(), disclaimer="Ceci est un essai.", summary="Un appel."
    )
    [node] = facts_of(soup_of(client, f"/appels/{call.slug}/"))["Grant"]
    assert set(node) == {"@type", "@id", "url", "name", "inLanguage", "description"}
    assert node["description"] == "Exemple inventé. Ceci est un essai. Un appel."


def test_every_page_has_its_address_its_trail_and_no_foreign_one(client: StrictClient, loaded_site: object) -> None:
    seen = {}
    for page in Page.objects.live().filter(depth__gt=1).select_related("content_type").order_by("path"):
        seen.setdefault(page.content_type.model, []).append(page)
    for pages in seen.values():
        for page in pages[:3]:
            path = "/" + page.url_path.split("/", 2)[2]
            soup = soup_of(client, path)
            assert canonical_of(soup) == f"https://portail.example.org{path}"
            facts = facts_of(soup)
            if path == "/":
                assert facts["WebSite"]
                continue
            steps = [item["item"] for item in facts["BreadcrumbList"][0]["itemListElement"]]
            assert steps[0] == "https://portail.example.org/"
            assert steps[-1] == f"https://portail.example.org{path}"
            assert all(urlsplit(step).netloc == "portail.example.org" for step in steps)
            assert soup.find("meta", property="og:title")["content"].startswith(page.seo_title or page.title)

"""Feeds of lists, read back by an independent parser."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from django.core.cache import cache
from django.test import TestCase
from django.utils import timezone

from wagtail.models import PageViewRestriction

from portal.readers import ANONYMOUS
from search.feeds.registry import all_feeds
from search.services import sync
from tests.calls.factories import CallPageFactory
from tests.coalitions.factories import MemberPageFactory
from tests.events.factories import EventPageFactory, OccurrenceFactory
from tests.portal.factories import TerritoryFactory, ThemeFactory
from tests.resources.factories import ArticlePageFactory, VideoClipPageFactory
from tests.support.queries import queries_of
from tests.support.strict import StrictClient
from tests.support.tree import House

pytestmark = pytest.mark.django_db

SHAPES = ("atom", "rss")
NOW = datetime(2026, 12, 1, tzinfo=UTC)


def read(client, address):
    """Return a feed as feedparser reads it, which refuses none but says what is wrong with it."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    found = feedparser.parse(answer.content, response_headers={"content-type": answer["Content-Type"]})
    assert not found.bozo, f"{address}: {found.get('bozo_exception')}"
    return found


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["agenda", "ressources", "articles", "appels", "membres", "tout"])
def test_every_list_has_feeds(client: StrictClient, house: House, name: str, shape: str) -> None:
    found = read(client, f"/flux/{name}.{shape}")
    assert found.feed.title
    assert found.version == {"atom": "atom10", "rss": "rss20"}[shape]


def test_lists_are_those_agreed() -> None:
    assert {feed.name for feed in all_feeds()} == {"agenda", "ressources", "articles", "appels", "membres", "tout"}


@pytest.mark.parametrize("shape", SHAPES)
def test_an_entry_says_who_it_is_and_when_it_changed(
    client: StrictClient, house: House, shape: str, settings: Settings
) -> None:
    settings.PUBLIC_URL = "https://portail.example.org"
    page = ArticlePageFactory(title="Sœurs & <frères>", summary="Un <b>mot</b> & 🌻.")
    page.save_revision().publish()
    [entry] = read(client, f"/flux/articles.{shape}").entries
    assert entry.title in {"Sœurs & <frères>", "Sœurs &amp; &lt;frères&gt;"}
    assert entry.id == f"urn:uuid:{page.translation_key}"
    assert entry.link == f"https://portail.example.org/ressources/{page.slug}/"
    assert "&lt;b&gt;" in entry.summary
    assert "🌻" in entry.summary
    assert entry.published_parsed


@pytest.mark.parametrize("shape", SHAPES)
def test_a_rebuilt_index_changes_no_feed(client: StrictClient, house: House, shape: str) -> None:
    from search.models import Entry  # noqa: PLC0415 - models, once Django is set up

    page = ArticlePageFactory()
    page.save_revision().publish()
    first = client.get(f"/flux/tout.{shape}").content
    Entry.objects.all().delete()
    sync(at=timezone.now())
    assert client.get(f"/flux/tout.{shape}").content == first


def test_an_example_and_a_warning_are_told(client: StrictClient, house: House) -> None:
    call = CallPageFactory(title="Un appel", is_demo=True, disclaimer="Cet appel est inventé.")
    [entry] = read(client, "/flux/appels.atom").entries
    assert entry.title == f"Exemple – {call.title}"
    assert "Cet appel est inventé." in entry.summary


def test_filters_are_those_of_the_list_and_stand_in_the_title(client: StrictClient, house: House) -> None:
    north = TerritoryFactory(name="Nord", slug="nord")
    here = EventPageFactory(title="Ici", territories=[north])
    OccurrenceFactory(event=here)
    EventPageFactory(title="Ailleurs")
    here.save_revision().publish()
    found = read(client, "/flux/agenda.atom?territory=nord&utm_source=lettre")
    assert [entry.title for entry in found.entries] == ["Ici"]
    assert found.feed.title.startswith("Agenda – Nord")
    assert found.feed.link.endswith("/agenda/?territory=nord")


@pytest.mark.parametrize("shape", [*SHAPES, "ics"])
@pytest.mark.parametrize("query", ["territory=nulle-part", "start=31/31/2026", "start=2027-01-02&end=2027-01-01"])
def test_a_bad_filter_gives_a_message_and_not_everything(
    client: StrictClient, house: House, shape: str, query: str
) -> None:
    OccurrenceFactory(event=EventPageFactory(title="Rencontre"))
    answer = client.get(f"/flux/agenda.{shape}?{query}")
    assert answer.status_code == 200
    unfolded = answer.content.decode().replace("\r\n ", "").replace("\\,", ",")
    assert "Rien ne répond à cette adresse" in unfolded
    assert "Rencontre" not in unfolded


def test_what_is_not_a_feed_is_not_found(client: StrictClient, house: House) -> None:
    for path in ("/flux/rien.atom", "/flux/membres.ics", "/flux/ressources.ics", "/flux/agenda.json"):
        assert client.get(path).status_code == 404, path
    assert client.post("/flux/agenda.atom").status_code == 405


@pytest.mark.parametrize("shape", [*SHAPES, "ics"])
def test_who_has_it_gets_304(client: StrictClient, house: House, shape: str) -> None:
    page = EventPageFactory()
    OccurrenceFactory(event=page, starts_at=timezone.now() + timedelta(days=1), ends_at=None)
    page.refresh_from_db()
    page.save_revision().publish()
    address = f"/flux/agenda.{shape}"
    answer = client.get(address)
    assert answer["ETag"]
    assert answer["Last-Modified"]
    assert "public" in answer["Cache-Control"]
    again = client.get(address, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == answer["ETag"]
    head = client.head(address)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", answer["ETag"])
    # A date says nothing of what was withdrawn: it is no reason for 304.
    assert client.get(address, headers={"if-modified-since": answer["Last-Modified"]}).status_code == 200
    page.title = "Autrement"
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 200


@pytest.mark.parametrize("shape", SHAPES)
def test_what_the_public_may_not_open_is_in_no_feed(client: StrictClient, house: House, shape: str) -> None:
    hidden = ArticlePageFactory(title="Ornithorynque")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    ArticlePageFactory(title="Ornithorynque en brouillon", live=False)
    for name in ("articles", "ressources", "tout"):
        assert b"rnithorynque" not in client.get(f"/flux/{name}.{shape}").content


def test_the_latest_published_comes_first(client: StrictClient, house: House) -> None:
    old, new = ArticlePageFactory(title="Ancien"), VideoClipPageFactory(title="Nouveau")
    for page, day in ((old, 1), (new, 2)):
        type(page).objects.filter(pk=page.pk).update(first_published_at=NOW + timedelta(days=day))
    assert [entry.title for entry in read(client, "/flux/ressources.atom").entries] == ["Nouveau", "Ancien"]


@pytest.mark.data
def test_a_feed_asks_as_many_queries_for_many_entries(client: StrictClient, house: House) -> None:
    def fill(number):
        for _place in range(number):
            themes = [ThemeFactory()]
            event = EventPageFactory(themes=themes, organisers=[MemberPageFactory()])
            OccurrenceFactory(event=event, starts_at=timezone.now() + timedelta(days=2), ends_at=None)
            CallPageFactory(themes=themes)
            event.save_revision().publish()

    def ask():
        counts = {}
        for name in ("agenda.atom", "tout.rss", "agenda.ics", "tout.ics"):
            cache.clear()
            client.get(f"/flux/{name}")
            cache.clear()
            counts[name] = queries_of(lambda name=name: client.get(f"/flux/{name}"))
            assert not queries_of(lambda name=name: client.get(f"/flux/{name}")), "a feed that is kept asks nothing"
        return counts

    fill(2)
    few = ask()
    fill(12)
    many = ask()
    assert {name: len(rows) for name, rows in few.items()} == {name: len(rows) for name, rows in many.items()}
    assert max(len(rows) for rows in many.values()) <= 15, many


@pytest.mark.parametrize("shape", SHAPES)
def test_the_whole_content_reads_back(client: StrictClient, loaded_site: object, shape: str) -> None:
    for feed in all_feeds():
        found = read(client, f"/flux/{feed.name}.{shape}")
        assert found.entries
        assert len({entry.id for entry in found.entries}) == len(found.entries)
        assert all(entry.link.startswith("http") for entry in found.entries)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    name=st.sampled_from(("agenda", "ressources", "tout")),
    shape=st.sampled_from((*SHAPES, "ics")),
    field=st.sampled_from(("q", "kind", "theme", "territory", "start", "end", "page", "autre")),
    value=st.text(max_size=30),
)
def test_a_feed_takes_any_parameter(house: House, name: str, shape: str, field: str, value: str) -> None:
    address = f"/flux/{name}.{shape}?{field}={quote(value, errors='surrogatepass')}"
    answer = StrictClient().get(address)
    if (name, shape) == ("ressources", "ics"):
        assert answer.status_code == 404
        return
    assert answer.status_code == 200, address
    if shape != "ics":
        assert not feedparser.parse(answer.content).bozo, address


def test_feeds_are_those_of_everybody(client: StrictClient, house: House) -> None:
    assert ANONYMOUS.user_id is None
    assert "Cookie" not in client.get("/flux/tout.atom").get("Vary", "")


@pytest.mark.data
@pytest.mark.parametrize("shape", [*SHAPES, "ics"])
def test_what_is_over_can_be_followed_too(client: StrictClient, house: House, shape: str) -> None:
    oise = TerritoryFactory(name="Oise", slug="oise")
    for title, days, places in (
        ("Ancienne", -800, [oise]),
        ("Récente", -3, [oise]),
        ("Ailleurs", -2, []),
        ("Prochaine", 3, [oise]),
    ):
        event = EventPageFactory(title=title, territories=places)
        OccurrenceFactory(event=event, starts_at=timezone.now() + timedelta(days=days), ends_at=None)
        event.save_revision().publish()
    address = f"/flux/agenda.{shape}?territory=oise&vue=passes"
    told = client.get(address).content.decode().replace("\r\n ", "")
    assert told.find("Récente") < told.find("Ancienne")
    assert "Récente" in told
    assert "Prochaine" not in told
    assert "Ailleurs" not in told
    assert "Agenda – Passés – Oise" in told
    assert "vue=passes" in told
    other = client.get(f"/flux/agenda.{shape}?territory=oise&vue=mois").content.decode()
    assert "Prochaine" in other
    assert "vue=" not in other


def test_each_view_of_the_agenda_shows_its_own_feed(client: StrictClient, house: House) -> None:
    event = EventPageFactory(territories=[TerritoryFactory(name="Oise", slug="oise")])
    OccurrenceFactory(event=event)
    event.save_revision().publish()
    past = client.get("/agenda/?territory=oise&vue=passes").content.decode()
    assert past.count('href="/flux/agenda.atom?territory=oise&amp;vue=passes"') == 2
    assert 'href="/flux/agenda.ics?territory=oise&amp;vue=passes"' in past
    month = client.get("/agenda/?territory=oise&vue=mois").content.decode()
    assert month.count('href="/flux/agenda.atom?territory=oise"') == 2
    assert "Suivre par flux RSS" not in month


def test_lists_show_their_feeds_with_their_filters(client: StrictClient, house: House) -> None:
    TerritoryFactory(name="Nord", slug="nord")
    event = EventPageFactory(territories=[TerritoryFactory(name="Oise", slug="oise")])
    OccurrenceFactory(event=event, starts_at=timezone.now() + timedelta(days=2), ends_at=None)
    event.save_revision().publish()
    html = client.get("/agenda/?territory=oise&page=1").content.decode()
    assert 'href="/flux/agenda.atom?territory=oise"' in html
    assert 'href="/flux/agenda.ics?territory=oise"' in html
    for path, name in (("/membres/", "membres"), ("/ressources/", "ressources"), ("/appels/", "appels")):
        assert f'href="/flux/{name}.atom"' in client.get(path).content.decode()

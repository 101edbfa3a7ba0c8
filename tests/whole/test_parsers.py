"""What others read of the loaded site, by parsers that are not ours: feeds, calendars, facts in pages."""

import json
from collections.abc import Iterator

import feedparser
import pytest
import vobject
from bs4 import BeautifulSoup
from icalendar import Calendar
from pyld import jsonld
from pytest_django import Settings

from wagtail.models import Page

from events.models import EventPage
from search.feeds.registry import all_feeds, calendar_kinds
from tests.support.size import chosen_size
from tests.support.strict import StrictClient

pytestmark = pytest.mark.django_db

HOST = "https://portail.example.org"
FILTERS = ("", "?territory=paris-75", "?theme=aidants", "?coalition=generaction", "?q=aidants", "?territory=nulle-part")
# What schema.org's context would say, which no test may ask its server for.
VOCABULARY = {"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "item": {"@type": "@id"}}}
# What a page is, beside its trail; a page that is only a list or a text has its trail alone.
MAIN = {
    "homepage": "WebSite",
    "coalitionpage": "Organization",
    "memberpage": "Organization",
    "projectpage": "Project",
    "videoclippage": "VideoObject",
    "articlepage": "Article",
    "kitpage": "CreativeWork",
    "publicationpage": "CreativeWork",
    "callpage": "Grant",
}
PAGES_OF_A_TYPE = {"small": 3, "ci": 10, "long": 1000}


@pytest.fixture(autouse=True)
def _public_address(settings: Settings) -> None:
    settings.PUBLIC_URL = HOST


def test_every_feed_is_one_for_a_feed_reader(client: StrictClient, loaded_site: object) -> None:
    filled = 0
    for feed in all_feeds():
        for shape, version in (("atom", "atom10"), ("rss", "rss20")):
            for asked in FILTERS:
                address = f"/flux/{feed.name}.{shape}{asked}"
                answer = client.get(address)
                assert answer.status_code == 200, address
                found = feedparser.parse(answer.content, response_headers={"content-type": answer["Content-Type"]})
                assert (found.bozo, found.version) == (False, version), f"{address}: {found.get('bozo_exception')}"
                assert found.feed.title and found.feed.link.startswith(HOST), address
                assert len({entry.id for entry in found.entries}) == len(found.entries), address
                for entry in found.entries:
                    assert entry.title and entry.link.startswith(f"{HOST}/"), address
                    assert "published_parsed" in entry or "updated_parsed" in entry, address
                filled += bool(found.entries)
    assert filled > 2 * len(all_feeds())


def calendars() -> Iterator[str]:
    for feed in all_feeds():
        if calendar_kinds(feed):
            yield from (f"/flux/{feed.name}.ics{asked}" for asked in FILTERS)
    pages = EventPage.objects.live().order_by("pk")[: PAGES_OF_A_TYPE[chosen_size()] * 3]
    yield from (f"/flux/evenement/{page.translation_key}.ics" for page in pages)


def test_every_calendar_is_one_for_two_readers(client: StrictClient, loaded_site: object) -> None:
    filled = 0
    for address in calendars():
        answer = client.get(address)
        if answer.status_code == 404:  # an event whose day is not known has no appointment
            assert address.startswith("/flux/evenement/"), address
            continue
        assert answer.status_code == 200, address
        calendar = Calendar.from_ical(answer.content)
        assert not [fault for part in calendar.walk() for fault in part.errors], address
        assert calendar["VERSION"] == "2.0" and calendar["PRODID"], address
        events = calendar.walk("VEVENT")
        names = [(str(event["UID"]), str(event.get("RECURRENCE-ID", ""))) for event in events]
        assert len(set(names)) == len(names), address
        for event in events:
            assert event["DTSTAMP"] and event["SUMMARY"], address
            assert "DTEND" not in event or event.decoded("DTEND") > event.decoded("DTSTART"), address
        others = getattr(vobject.readOne(answer.content.decode()), "vevent_list", [])
        assert [one.uid.value for one in others] == [uid for uid, _again in names], address
        assert [one.dtstart.value for one in others] == [event.decoded("DTSTART") for event in events], address
        filled += bool(events)
    assert filled > 3


def test_the_facts_of_every_type_of_page_are_those_of_a_reader_of_json_ld(
    client: StrictClient, loaded_site: object
) -> None:
    shown: dict[str, int] = {}
    missing = []
    for page in Page.objects.live().filter(depth__gt=1).select_related("content_type").order_by("path"):
        kind = page.content_type.model
        shown[kind] = shown.get(kind, 0) + 1
        if shown[kind] > PAGES_OF_A_TYPE[chosen_size()]:
            continue
        path = "/" + page.url_path.split("/", 2)[2]
        soup = BeautifulSoup(client.get(path).content, "html.parser")
        [script] = soup.find_all("script", type="application/ld+json")
        data = json.loads(script.get_text())
        nodes = jsonld.expand({**data, **VOCABULARY}, {"base": f"{HOST}{path}"})
        # All that was written is read: a node that means nothing is dropped by the parser.
        assert len(nodes) == len(data["@graph"]), path
        types = {name.removeprefix("https://schema.org/") for node in nodes for name in node["@type"]}
        if kind in MAIN and MAIN[kind] not in types:
            missing.append(path)
        assert "BreadcrumbList" in types or path == "/", path
        for node in nodes:
            for name in ("@id", "https://schema.org/url"):
                values = node.get(name, [])
                for value in [values] if isinstance(values, str) else [one["@id"] for one in values]:
                    assert value.startswith(f"{HOST}/"), (path, value)
        rows = jsonld.to_rdf({**data, **VOCABULARY}, {"format": "application/n-quads", "base": f"{HOST}{path}"})
        assert rows.count("\n") >= len(nodes), path
    assert set(MAIN) <= set(shown)
    assert not missing

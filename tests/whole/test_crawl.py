"""From the home page, every link of the loaded site."""

import re
from collections import Counter, deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit
from zlib import crc32

import pytest
from bs4 import BeautifulSoup

from django.conf import settings

from wagtail.models import Page

from tests.support.size import chosen_size
from tests.support.strict import StrictClient

pytestmark = pytest.mark.django_db

LOADING = {"src", "srcset", "poster", "data", "href", "action", "formaction"}
LOADING_ELEMENTS = {"script", "img", "source", "video", "audio", "track", "iframe", "embed", "object", "use", "form"}
# A list's addresses are combinations of its filters: so many values of each parameter are followed, by size of suite.
VALUES = {"small": 1, "ci": 4, "long": 1000}
# One place in so many is visited; tests/coalitions/test_territories.py asks for each.
PLACES = {"small": 5, "ci": 1, "long": 1}
MOST_PAGES = 2000  # a crawl that grows beyond is a trap for engines


class Addresses(HTMLParser):
    """What a page links to, and what a browser asks by itself or sends a form to. No tree: a crawl reads hundreds."""

    def __init__(self, html: str, base: str) -> None:
        super().__init__()
        self._base = base
        self.linked: set[str] = set()
        self.contacted: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value for name, value in attrs if value}
        if tag == "a" and "href" in held:
            self.linked.add(urljoin(self._base, held["href"]))
        elif tag in LOADING_ELEMENTS or (tag == "link" and "canonical" not in held.get("rel", "").split()):
            for name in LOADING & held.keys():
                self.contacted |= {
                    urljoin(self._base, part.split()[0]) for part in held[name].split(",") if part.strip()
                }


class Frontier:
    """Which addresses are worth a visit: every path, and a few values of each single parameter."""

    def __init__(self) -> None:
        self._values: Counter[tuple[str, str]] = Counter()

    def is_worth_a_visit(self, address: str) -> bool:
        parts = urlsplit(address)
        if parts.netloc != "testserver" or parts.query.count("&"):
            return False
        if not parts.query:
            place = re.fullmatch(r"/territoires/([^/]+)/", parts.path)
            return place is None or crc32(place[1].encode()) % PLACES[chosen_size()] == 0
        key = (parts.path, parts.query.partition("=")[0])
        self._values[key] += 1
        return self._values[key] <= VALUES[chosen_size()]


@pytest.mark.long
def test_every_link_answers_no_page_is_orphaned_no_other_host_is_contacted(
    client: StrictClient, loaded_site: object
) -> None:
    start = "http://testserver/"
    seen, queue, faults = {start}, deque([start]), []
    visited_paths: set[str] = set()
    frontier = Frontier()
    while queue:
        address = queue.popleft()
        parts = urlsplit(address)
        response = client.get(parts.path + (f"?{parts.query}" if parts.query else ""))
        if response.status_code in {301, 302}:
            target = urljoin(address, response.headers["Location"]).partition("#")[0]
            if target not in seen and frontier.is_worth_a_visit(target):
                seen.add(target)
                queue.append(target)
            continue
        if response.status_code != 200:
            faults.append(f"{address}: {response.status_code}")
            continue
        visited_paths.add(parts.path)
        if not response.get("Content-Type", "").startswith("text/html"):
            continue
        found = Addresses(response.content.decode(), address)
        others = {a for a in found.contacted if urlsplit(a).netloc not in {"testserver", ""}}
        faults.extend(f"{address} contacts {other}" for other in sorted(others))
        for link in sorted(found.linked):
            bare = link.partition("#")[0]
            if bare not in seen and frontier.is_worth_a_visit(bare):
                seen.add(bare)
                queue.append(bare)
        assert len(seen) < MOST_PAGES, f"The crawl does not end; last: {sorted(seen)[-20:]}"
    assert not faults, "\n".join(faults)
    orphans = [
        page.url_path
        for page in Page.objects.live().filter(depth__gt=1)
        if "/" + page.url_path.split("/", 2)[2] not in visited_paths
    ]
    assert not orphans, f"No link leads to: {orphans}"
    assert settings.STATIC_URL.startswith("/")


def test_fragments_of_links_exist(client: StrictClient, loaded_site: object) -> None:
    """A link to a part of its own page leads to an element."""
    faults = []
    checked: Counter[str] = Counter()
    for page in Page.objects.live().filter(depth__gt=1).select_related("content_type"):
        path = "/" + page.url_path.split("/", 2)[2]
        checked[page.content_type.model] += 1
        if checked[page.content_type.model] > VALUES[chosen_size()]:
            continue
        soup = BeautifulSoup(client.get(path).content, "html.parser")
        ids = {str(element["id"]) for element in soup.find_all(id=True)}
        links = {str(link["href"]) for link in soup.find_all("a", href=True)}
        faults.extend(f"{path}: {link}" for link in links if link.startswith("#") and link[1:] not in {*ids, ""})
    assert not faults, faults

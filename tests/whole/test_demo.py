"""What is invented says so, wherever it appears."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup, Tag

from wagtail.models import Page

from calls.models import CallPage
from search.models import Entry
from tests.support.size import chosen_size
from tests.support.strict import StrictClient

pytestmark = pytest.mark.django_db

LISTS = ("/", "/coalitions/", "/membres/", "/agenda/", "/agenda/?periode=passes", "/ressources/", "/appels/")
WAYS_IN = ("/ma-situation/?situation=j-aide-un-proche&situation=je-me-sens-seul&territory=aisne", "/vous-etes/senior/")
LABEL = "exemple"


STEP = {"small": 12, "ci": 6, "long": 1}  # one demo item in so many is searched by its title


def path_of(page: Page) -> str:
    return "/" + page.url_path.split("/", 2)[2]


def around(link: Tag) -> str:
    """Return the words of the card, row or result that presents a link, and of the one that this stands in."""
    holders = link.find_parents(["article", "li", "tr"])[:2] or [link.find_parent("section") or link]
    return " ".join(holder.get_text(" ", strip=True) for holder in holders).lower()


def one_of_each_type() -> list[Page]:
    found: dict[str, Page] = {}
    for page in Page.objects.live().filter(depth__gt=2).specific():
        found.setdefault(type(page).__name__, page)
    return list(found.values())


def demo_pages() -> list[Page]:
    return [page for page in Page.objects.live().specific() if getattr(page, "is_demo", False)]


def test_every_demo_page_says_so(client: StrictClient, loaded_site: object) -> None:
    pages = demo_pages()
    assert len(pages) > 64
    for page in pages:
        soup = BeautifulSoup(client.get(path_of(page)).content, "html.parser")
        main = soup.find("main")
        assert main is not None
        assert LABEL in main.get_text(" ").lower(), path_of(page)


def test_every_card_row_and_result_of_a_demo_item_says_so(client: StrictClient, loaded_site: object) -> None:
    demo = {path_of(page): page for page in demo_pages()}
    seen: set[str] = set()
    further = [f"{path}{'&' if '?' in path else '?'}page={n}" for path in LISTS[1:] for n in range(2, 10)]
    asked = [*LISTS, *WAYS_IN, *further]
    asked += [path_of(page) for page in one_of_each_type()]
    asked += [f"/recherche/?q={quote(page.title)}" for page in list(demo.values())[:: STEP[chosen_size()]]]
    for address in asked:
        response = client.get(address)
        soup = BeautifulSoup(response.content, "html.parser")
        main = soup.find("main")
        if response.status_code != 200 or not isinstance(main, Tag):
            continue
        for link in main.find_all("a", href=True):
            path = str(link["href"]).partition("?")[0].partition("#")[0]
            in_crumbs = link.find_parent("nav") is not None
            if path in demo and not in_crumbs and path != address.partition("?")[0]:
                assert LABEL in around(link), f"{address}: {path} without its label"
                seen.add(path)
    assert not set(demo) - seen, f"Never seen on a card: {sorted(set(demo) - seen)}"


def test_every_page_about_a_demo_call_carries_its_disclaimer(client: StrictClient, loaded_site: object) -> None:
    calls = list(CallPage.objects.filter(is_demo=True))
    assert len(calls) == 2
    for call in calls:
        assert call.disclaimer
        assert call.disclaimer in BeautifulSoup(client.get(path_of(call)).content, "html.parser").get_text()
        entry = Entry.objects.get(kind="call", object_key=str(call.pk))
        assert entry.disclaimer == call.disclaimer
        result = client.get(f"/recherche/?q={quote(call.title)}")
        assert call.disclaimer in BeautifulSoup(result.content, "html.parser").get_text()
        listed = client.get("/appels/")
        assert call.disclaimer in BeautifulSoup(listed.content, "html.parser").get_text()

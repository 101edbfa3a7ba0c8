"""No page is a dead end: each says how to reach somebody."""

import pytest
from bs4 import BeautifulSoup

from wagtail.models import Page

from portal.models import SiteSettings
from tests.support.strict import StrictClient
from tests.whole.test_budgets import one_of_each_type, path_of

pytestmark = pytest.mark.django_db

ELSEWHERE = ("/nulle-part/", "/recherche/?q=zzzzzz", "/membres/?q=zzzz", "/agenda/?q=zzzz", "/nos-preuves/")
WAYS = "a[href^='tel:'], a[href^='mailto:'], main form[method='post']"
LISTS = {"HomePage", "CoalitionIndexPage", "MemberIndexPage", "EventIndexPage", "ResourceIndexPage", "CallIndexPage"}


def ways_on(client: StrictClient, path: str) -> list[str]:
    soup = BeautifulSoup(client.get(path).content, "html.parser")
    for switch in soup.select(".easy-switch"):
        switch.decompose()
    return [str(way) for way in soup.select(WAYS)]


@pytest.mark.parametrize("has_contact", [False, True])
def test_every_page_says_how_to_reach_somebody(client: StrictClient, loaded_site: object, has_contact: bool) -> None:
    if has_contact:
        settings = SiteSettings.objects.get()
        settings.contact_email = "bonjour@example.org"
        settings.save()
    paths = [*(path_of(page) for page in one_of_each_type().values()), *ELSEWHERE]
    assert not [path for path in paths if not ways_on(client, path)]


def test_every_detail_page_has_its_own_words_for_it(client: StrictClient, loaded_site: object) -> None:
    def has_box(page: Page) -> bool:
        soup = BeautifulSoup(client.get(path_of(page)).content, "html.parser")
        return soup.select_one("main .contact .contact-ways a, main #reach a") is not None

    missing = [name for name, page in one_of_each_type().items() if name not in LISTS and not has_box(page)]
    assert not missing

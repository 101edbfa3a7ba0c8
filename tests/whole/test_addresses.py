"""Addresses for engines and for those who lost their way."""

import pytest
from bs4 import BeautifulSoup
from pytest_django import Settings

from wagtail.models import PageViewRestriction

from portal import sitemap
from portal.public_address import keep_public_address
from tests.coalitions.factories import MemberPageFactory
from tests.support.strict import StrictClient
from tests.support.tree import House

pytestmark = pytest.mark.django_db


def test_sitemap_lists_what_everybody_may_see(client: StrictClient, house: House) -> None:
    shown = MemberPageFactory()
    draft = MemberPageFactory(live=False)
    hidden = MemberPageFactory()
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    text = client.get("/sitemap.xml").content.decode()
    assert f"/{shown.slug}/" in text
    assert f"/{draft.slug}/" not in text
    assert f"/{hidden.slug}/" not in text


def test_sitemap_lists_the_plain_views_of_every_room(
    client: StrictClient, house: House, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.PUBLIC_URL = "https://portail.example.org"
    monkeypatch.setattr(sitemap, "_sources", [])
    sitemap.register_addresses(lambda at: ["/ici/", sitemap.Address("/la/?a=1&b=2", at), "/ici/"])
    text = client.get("/sitemap.xml").content.decode()
    assert text.count("<loc>https://portail.example.org/ici/</loc>") == 1
    assert "<loc>https://portail.example.org/la/?a=1&amp;b=2</loc><lastmod>" in text


def test_robots_keeps_engines_out_of_the_admin(client: StrictClient, house: House) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


@pytest.mark.parametrize(
    "path", ["/nulle-part/", "/membres/nulle-part/", "/%00/", "/é/", "/../../etc/passwd", "/a//b/"]
)
def test_a_lost_reader_gets_help(client: StrictClient, house: House, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {301, 302, 404}
    if answer.status_code == 404:
        soup = BeautifulSoup(answer.content, "html.parser")
        assert soup.find("form", action="/recherche/") or soup.find("input", attrs={"name": "q"})
        assert soup.find("a", href="/")


def test_a_hidden_page_is_not_served(client: StrictClient, house: House) -> None:
    hidden = MemberPageFactory(title="Secret de polichinelle")
    PageViewRestriction.objects.create(page=house.members, restriction_type="login")
    answer = client.get(f"/membres/{hidden.slug}/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/connexion/")
    assert b"polichinelle" not in client.get("/membres/").content


def test_the_site_answers_at_its_public_address(client: StrictClient, house: House, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://portail.example.org"
    keep_public_address()
    assert "<loc>https://portail.example.org/membres/</loc>" in client.get("/sitemap.xml").content.decode()

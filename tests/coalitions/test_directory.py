"""The directory: members first, filters in the address, never an error."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from wagtail.models import PageViewRestriction

from search.services import sync
from tests.coalitions.factories import CoalitionMembershipFactory, CoalitionPageFactory, MemberPageFactory
from tests.portal.factories import TerritoryFactory, ThemeFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture
def directory(house):
    """Two members and two others, of which one is an institution."""
    housing = CoalitionPageFactory(slug="alliance", title="Alliance logement")
    eco = MemberPageFactory(title="Éco Habitat", slug="eco", competences="Rénovation")
    eco.themes.add(ThemeFactory(slug="renovation", name="Rénovation"))
    eco.territories.add(TerritoryFactory(slug="mulhouse", name="Mulhouse"))
    eco.save()
    CoalitionMembershipFactory(coalition=housing, association=eco)
    MemberPageFactory(title="Voisins", slug="voisins", is_demo=True)
    MemberPageFactory(title="Anah", slug="anah", kind="institution")
    MemberPageFactory(title="Brouillon", slug="brouillon", live=False)
    secret = MemberPageFactory(title="Réservée", slug="reservee")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    sync(at=AT)
    return house.members


def names(client, page, query=""):
    soup = BeautifulSoup(client.get(page.get_url() + query).content, "html.parser")
    return [title.get_text(strip=True) for title in soup.select("#list .card-title")], soup


def test_members_come_first_then_the_others_by_name(client, directory):
    found, soup = names(client, directory)
    assert found == ["Éco Habitat", "Voisins", "Anah"]
    assert [heading["id"] for heading in soup.select("#list h2[id]")] == ["members", "partners"]
    assert soup.select_one(".count").get_text(strip=True).startswith("3")


def test_a_member_s_card_says_its_coalitions_and_whether_it_is_an_example(client, directory):
    _found, soup = names(client, directory)
    cards = soup.select("#list .card")
    assert "Alliance logement" in cards[0].get_text()
    assert cards[1].select(".badge.demo") and not cards[0].select(".badge.demo")


@pytest.mark.data
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?theme=renovation", ["Éco Habitat"]),
        ("?territory=mulhouse", ["Éco Habitat"]),
        ("?coalition=alliance", ["Éco Habitat"]),
        ("?organisation_kind=institution", ["Anah"]),
        ("?organisation_kind=membre", ["Éco Habitat", "Voisins"]),
        ("?q=renovation", ["Éco Habitat"]),
        ("?q=voisin", ["Voisins"]),
        ("?theme=renovation&organisation_kind=institution", []),
    ],
)
def test_filters_narrow_the_list(client, directory, query, expected):
    found, soup = names(client, directory, query)
    assert found == expected
    assert soup.select(".active-filters a") or not expected


@pytest.mark.parametrize(
    "query",
    [
        "?theme=inconnu",
        "?territory=%00",
        "?organisation_kind=%27%20OR%201=1",
        "?page=99",
        "?page=abc",
        "?page=-1",
        "?coalition=alliance&coalition=autre",
        "?q=%22",
        "?q=" + "a" * 5000,
        "?unknown=1",
    ],
)
def test_a_bad_parameter_gives_a_message_never_an_error(client, directory, query):
    assert client.get(directory.get_url() + query).status_code == 200


def test_an_unknown_choice_is_said_and_left_out(client, directory):
    found, soup = names(client, directory, "?theme=inconnu")
    assert len(found) == 3
    assert soup.select(".filters .errors")


def test_nothing_found_says_what_to_do(client, directory):
    _found, soup = names(client, directory, "?q=xylophone")
    assert soup.select_one(".empty h2")
    assert soup.select_one(f'.empty a[href="{directory.get_url()}"]')


def test_whoever_may_see_more_sees_more(client, directory, django_user_model):
    client.force_login(django_user_model.objects.create(email="lectrice@example.org"))
    assert "Réservée" in names(client, directory)[0]

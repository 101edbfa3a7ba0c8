"""The picture of the alliance, its table and its JSON: on any day, for whoever reads."""

import json
from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup

from django.conf import settings
from django.core.cache import cache

from wagtail.models import PageViewRestriction

from accounts.models import User
from search.services import sync
from tests.coalitions.factories import CoalitionMembershipFactory, CoalitionPageFactory, MemberPageFactory
from tests.support.queries import queries_of
from tests.support.reading import words_of
from tests.support.strict import StrictClient

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture
def alliance(house):
    """Two coalitions: one from 2018, one from 2020; one association is in both, one has left, one stands beside."""
    old = CoalitionPageFactory(title="Logement", slug="logement", hue_name="brique", founding_year=2018)
    young = CoalitionPageFactory(title="Jeunesse", slug="jeunesse", hue_name="soleil", founding_year=2020)
    both, gone, city = (MemberPageFactory(title=title, slug=slug) for title, slug in (
        ("Siel Bleu", "siel-bleu"), ("Partie", "partie"), ("Ville", "ville")
    ))  # fmt: skip
    for coalition in (old, young):
        CoalitionMembershipFactory(coalition=coalition, association=both)
    CoalitionMembershipFactory(coalition=old, association=gone, since=date(2018, 3, 1), until=date(2019, 12, 31))
    CoalitionMembershipFactory(coalition=old, association=city, role="partenaire-public")
    sync(at=AT)
    return old, young, both, gone, city


def facts(client, query=""):
    return json.loads(client.get(f"/alliance.json{query}").content)


def named(client, query=""):
    """Return who is named in the picture, in the table and in the JSON: the three say the same."""
    soup = BeautifulSoup(client.get(f"/alliance/{query}").content, "html.parser")
    pictures = [sorted(link["href"] for link in picture.select("a")) for picture in soup.select("svg.alliance-picture")]
    assert len(pictures) == 2 and pictures[0] == pictures[1]
    told = facts(client, query)
    table = {link["href"] for link in soup.select(".alliance-table a")}
    items = (*told["associations"], *(c for c in told["coalitions"] if c["exists"]))
    assert all(item["address"].startswith(f"{settings.PUBLIC_URL}/") for item in items)
    machine = {item["address"].removeprefix(settings.PUBLIC_URL) for item in items}
    assert table == machine
    assert machine <= set(pictures[0])
    return {address.strip("/").rpartition("/")[2] for address in machine}


def test_a_column_of_dates_is_there_when_a_row_fills_it(client, alliance):
    def columns(query=""):
        soup = BeautifulSoup(client.get(f"/alliance/{query}").content, "html.parser")
        spans = {cell["colspan"] for cell in soup.select(".alliance-table [scope=rowgroup]")}
        return [head.get_text() for head in soup.select(".alliance-table thead th")], spans

    assert columns() == (["Organisation", "Rôle"], {"2"})
    assert columns("?date=2019-06-01") == (["Organisation", "Rôle", "Depuis", "Jusqu’au"], {"4"})


def test_the_same_facts_stand_in_picture_table_and_json(client, alliance):
    assert named(client) == {"logement", "jeunesse", "siel-bleu", "ville"}
    told = facts(client)
    assert [item["slug"] for item in told["associations"] if item["is_bridge"]] == ["siel-bleu"]
    roles = {(row["coalition"], row["association"]): row["is_member"] for row in told["memberships"]}
    assert roles == {("logement", "siel-bleu"): True, ("logement", "ville"): False, ("jeunesse", "siel-bleu"): True}
    soup = BeautifulSoup(client.get("/alliance/").content, "html.parser")
    assert len(soup.select(".alliance-picture.wide .leaf.bridge")) == 1
    assert len(soup.select(".alliance-picture.wide .line")) == 3
    assert len(soup.select(".alliance-picture.wide .line.beside")) == 1
    assert len(soup.select(".alliance-table .badge:not(.demo)")) == 2
    assert all(link.title.get_text(strip=True) for link in soup.select("svg.alliance-picture a"))


@pytest.mark.parametrize(
    ("day", "who"),
    [
        ("2017-12-31", set()),
        ("2018-01-01", {"logement", "siel-bleu", "ville"}),
        ("2019-06-01", {"logement", "siel-bleu", "ville", "partie"}),
        ("2019-12-31", {"logement", "siel-bleu", "ville", "partie"}),
        ("2020-01-01", {"logement", "jeunesse", "siel-bleu", "ville"}),
        ("9999-12-31", {"logement", "jeunesse", "siel-bleu", "ville"}),
    ],
)
def test_on_any_day(client, alliance, day, who):
    assert named(client, f"?date={day}") == who


def test_a_coalition_that_was_not_there_yet_is_said_so(client, alliance):
    soup = BeautifulSoup(client.get("/alliance/?date=2019-06-01").content, "html.parser")
    assert len(soup.select(".alliance-picture.wide .hub.unborn")) == 1
    assert "née en 2020" in words_of(soup.select_one("#picture").find_parent("section"))
    assert soup.select_one("input[name=date]")["value"] == "2019-06-01"
    assert soup.select_one("meta[name=robots]")


@pytest.mark.parametrize(
    "day", ["2019-02-30", "hier", "0", "99999-01-01", "2019-06-01\x00", "' or 1=1", "١", "x" * 4000]
)
def test_a_bad_date_is_told_in_french_and_shows_today(client, alliance, day):
    answer = client.get("/alliance/", {"date": day})
    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 200
    assert "n’existe pas" in words_of(soup.select_one(".day-form"))
    assert len(soup.select(".alliance-picture.wide .hub:not(.unborn)")) == 2
    answer = client.get("/alliance.json", {"date": day})
    assert answer.status_code == 400
    assert "date" in json.loads(answer.content)["error"]


def test_only_reading_is_allowed(client, alliance):
    assert client.post("/alliance/").status_code == 405
    assert client.head("/alliance.json").status_code == 200


def test_any_site_may_read_the_facts_and_keep_them(client, alliance):
    answer = client.get("/alliance.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=300"
    assert answer["Content-Type"] == "application/json"
    assert "Cookie" not in answer.get("Vary", "")
    again = client.get("/alliance.json", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    assert client.get("/alliance.json?date=2019-06-01")["ETag"] != answer["ETag"]
    wrong = client.get("/alliance.json?date=hier")
    assert (wrong["Access-Control-Allow-Origin"], wrong["Cache-Control"]) == ("*", "no-store")


def test_what_one_may_see_alone_is_kept_by_nobody(client, alliance):
    client.force_login(User.objects.create_user("une@example.org"))
    answer = client.get("/alliance.json")
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Cookie" in answer["Vary"]


def test_what_a_reader_may_not_open_is_named_nowhere(client, alliance):
    _old, young, both, _gone, city = alliance
    hidden = CoalitionPageFactory(title="Secrète", slug="secrete", founding_year=2011)
    CoalitionMembershipFactory(coalition=hidden, association=city, since=date(2013, 1, 1))
    CoalitionMembershipFactory(coalition=young, association=MemberPageFactory(title="Brouillon", live=False))
    for page in (hidden, both):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    sync(at=AT)
    assert named(client) == {"logement", "jeunesse", "ville"}
    for path in ("/alliance/", "/alliance.json"):
        text = client.get(path).content.decode()
        assert not [
            word for word in ("Secrète", "secrete", "Siel", "siel-bleu", "Brouillon", "2011", "2013") if word in text
        ]
    signed_in = StrictClient()
    signed_in.force_login(User.objects.create_user("une@example.org"))
    assert named(signed_in) == {"logement", "jeunesse", "ville", "secrete", "siel-bleu"}


def test_an_example_bears_its_label(client, alliance):
    CoalitionMembershipFactory(coalition=alliance[0], association__is_demo=True, association__title="Inventée")
    sync(at=AT)
    soup = BeautifulSoup(client.get("/alliance/").content, "html.parser")
    assert "(exemple)" in soup.select_one(".alliance-picture.wide").get_text()
    assert soup.select(".alliance-table .badge.demo")


def test_many_ask_as_much_as_few(client, alliance):
    def asked(path):
        client.get(path)
        cache.clear()
        return queries_of(lambda: client.get(path))

    few = {path: asked(path) for path in ("/alliance/", "/alliance.json")}
    for number in range(12):
        row = CoalitionMembershipFactory(sort_order=number)
        CoalitionMembershipFactory(coalition=alliance[0], association=row.association)
    sync(at=AT)
    for path, queries in few.items():
        many = asked(path)
        assert len(many) == len(queries) <= 12, "\n".join(many)

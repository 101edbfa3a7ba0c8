"""The open data: what everybody may read, in a form that programs and spreadsheets take."""

import csv
import io
import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from django.core.cache import cache
from django.test import TestCase
from django.utils import timezone

from wagtail.models import PageViewRestriction

from calls.models import CallPage
from coalitions.models import CoalitionPage, MemberPage
from events.models import EventPage
from portal.open_data import all_datasets, cell_of
from search.feeds.registry import all_feeds
from tests.architecture.sources import ROOT
from tests.calls.factories import CallPageFactory
from tests.coalitions.factories import (
    CoalitionMembershipFactory,
    CoalitionPageFactory,
    KeyFigureFactory,
    MemberPageFactory,
    ProjectPageFactory,
)
from tests.events.factories import EventPageFactory, OccurrenceFactory
from tests.portal.factories import TerritoryFactory, ThemeFactory
from tests.support.queries import queries_of
from tests.support.strict import StrictClient
from tests.support.tree import House

pytestmark = pytest.mark.django_db

NAMES = ("agenda", "annuaire", "appels", "chiffres")


def read(client, name, query=""):
    answer = client.get(f"/api/v1/{name}{query}")
    assert answer.status_code == 200, answer.content
    assert answer["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.content)


def table(client, name, query=""):
    answer = client.get(f"/api/v1/{name}.csv{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:]), delimiter=";"))


def fill(number):
    for _place in range(number):
        labels = {"themes": [ThemeFactory()], "territories": [TerritoryFactory()]}
        coalition, member = CoalitionPageFactory(), MemberPageFactory(**labels)
        CoalitionMembershipFactory(coalition=coalition, association=member)
        ProjectPageFactory(coalition=coalition, pilot=member)
        KeyFigureFactory(page=coalition)
        event = EventPageFactory(coalition=coalition, organisers=[member], **labels)
        OccurrenceFactory(event=event)
        CallPageFactory(coalition=coalition, pilot=member, **labels)
        for page in (event, member, coalition):
            type(page).objects.get(pk=page.pk).save_revision().publish()


def test_the_datasets_are_those_agreed() -> None:
    assert tuple(dataset.name for dataset in all_datasets()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_one_schema_makes_json_csv_openapi_and_dictionary(client: StrictClient, house: House, name: str) -> None:
    fill(2)
    dataset = next(one for one in all_datasets() if one.name == name)
    fields = list(dataset.row.model_fields)
    answer = read(client, name)
    assert answer["total"] == len(answer["resultats"]) == 2
    assert all(list(row) == fields for row in answer["resultats"])
    assert "id" not in fields
    assert "pk" not in fields
    rows = table(client, name)
    assert len(rows) == 2
    assert list(rows[0]) == fields
    described = json.loads(client.get("/api/v1/openapi.json").content)
    schema = described["components"]["schemas"][dataset.row.__name__]
    assert list(schema["properties"]) == fields
    soup = BeautifulSoup(client.get("/donnees/").content, "html.parser")
    shown = [code.get_text() for code in soup.select(f"section:has(> #{name}) tbody th code")]
    assert shown == fields
    for column in dataset.columns():
        assert column.description, column.name
        assert schema["properties"][column.name]["description"] == column.description


def test_the_page_names_the_alliance_what_is_over_and_each_feed(client: StrictClient, house: House) -> None:
    soup = BeautifulSoup(client.get("/donnees/").content, "html.parser")
    links = {link.get("href") for link in soup.find_all("a")}
    assert {"/alliance.json", "/alliance.json?date=2020-01-01"} <= links
    facts = json.loads(client.get("/alliance.json").content)
    assert [code.get_text() for code in soup.find("h2", id="alliance").parent.select("dt code")] == list(facts)
    for feed in all_feeds():
        ends = ("atom", "rss", "ics") if feed.has_calendar else ("atom", "rss")
        assert {f"/flux/{feed.name}.{end}" for end in ends} <= links
    guide = (ROOT / "docs/developers.md").read_text(encoding="utf-8")
    told = guide[guide.index("| `/flux/") :].partition("\n")[0]
    for words in ("vue=passes", "/flux/evenement/"):
        assert words in soup.get_text()
        assert words in told
    assert all(f"`{feed.name}`" in told for feed in all_feeds())


def test_who_has_the_alliance_gets_304_for_no_query(client: StrictClient, house: House) -> None:
    fill(1)
    answer = client.get("/alliance.json")
    assert answer["Last-Modified"]
    kept = {"if-none-match": answer["ETag"]}
    assert not queries_of(lambda: client.get("/alliance.json", headers=kept))
    assert client.get("/alliance.json", headers=kept).status_code == 304


def test_the_description_is_french_and_whole(client: StrictClient, house: House) -> None:
    described = json.loads(client.get("/api/v1/openapi.json").content)
    assert described["openapi"].startswith("3.")
    assert set(described["paths"]) == {f"/api/v1/{name}{end}" for name in NAMES for end in ("", ".csv")}
    assert "Titre." in json.dumps(described, ensure_ascii=False)
    assert client.get("/api/v1/docs", follow=True).status_code == 404


def test_pages_follow_each_other(client: StrictClient, house: House) -> None:
    for number in range(5):
        MemberPageFactory(title=f"Association {number}")
    seen, address = [], "/api/v1/annuaire?limit=2"
    while address:
        answer = json.loads(client.get(address).content)
        seen += [row["titre"] for row in answer["resultats"]]
        address = (answer["suivant"] or "").removeprefix("http://localhost:8000")
    assert seen == [f"Association {number}" for number in range(5)]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("?limit=0", "limit"),
        ("?limit=201", "limit"),
        ("?limit=beaucoup", "limit"),
        ("?offset=-1", "offset"),
        ("?offset=99999999999999999999", "offset"),
        ("?start=31/31/2026", "start"),
        ("?start=31/12/2026", "start"),
        ("?start=0001-01-01", "start"),
        ("?theme=nulle-part", "theme"),
        ("?territory=nulle-part", "territory"),
        ("?coalition=nulle-part", "coalition"),
        ("?start=2027-01-02&end=2027-01-01", "end"),
        (f"?theme={'a' * 300}", "theme"),
    ],
)
def test_a_wrong_parameter_is_told_in_french(client: StrictClient, house: House, query: str, name: str) -> None:
    answer = client.get(f"/api/v1/agenda{query}")
    assert answer.status_code == 422
    told = json.loads(answer.content)
    assert told["detail"] == "La question ne peut pas recevoir de réponse."
    [fault] = told["erreurs"]
    assert fault["parametre"] == name
    if name == "start":
        assert fault["message"] == "Écrivez la date sous la forme année-mois-jour, par exemple 2026-12-31."
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "no-store"
    if name in {"limit", "offset"}:  # A table is whole.
        return
    assert client.get(f"/api/v1/agenda.csv{query}").status_code == 422


def test_what_cannot_be_read_is_not_told_again(client: StrictClient, house: House) -> None:
    """Controls and NUL of a refused value: in no list, no feed, no answer of the API."""
    unreadable = ("\x00", "\x07", "\x1b", "\x7f", "\x9b")
    value = "%C2%9B".join(("a%00b", "c%07d", "e%1Bf", "g%7Fh"))
    for path in ("/agenda/", "/recherche/", "/membres/", "/alliance/", "/ma-situation/", "/ressources/", "/appels/"):
        for name in ("start", "theme", "q", "date", "kind", "mois", "territory", "situation", "kind%00"):
            html = client.get(f"{path}?filtrer=1&{name}={value}").content.decode()
            assert not [sign for sign in unreadable if sign in html], (path, name)
    for path in ("/flux/agenda.atom", "/flux/agenda.ics", "/api/v1/agenda", "/alliance.json", "/api/v1/chiffres"):
        for name in ("start", "theme", "q", "limit", "date"):
            body = client.get(f"{path}?{name}={value}").content.decode()
            assert not [sign for sign in (*unreadable, "%00", "\\u0000", "\\u001b") if sign in body], (path, name)


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/zzz", "/api/v1/zzz/", "/api/v1/annuaire/1", "/api/v1/docs"])
def test_an_address_that_the_api_has_not_is_told_as_json(client: StrictClient, house: House, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    told = json.loads(answer.content)
    assert told["detail"] == "L’API n’a rien à cette adresse."
    for address in (told["description"], *told["donnees"]):
        assert client.get(address.removeprefix("http://localhost:8000")).status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_filters_are_those_of_lists_and_what_nothing_carries_is_nothing(client: StrictClient, house: House) -> None:
    north = TerritoryFactory(slug="nord", name="Nord")
    TerritoryFactory(slug="creuse", name="Creuse")
    ThemeFactory(slug="eau")
    CoalitionPageFactory(slug="seule")
    here = MemberPageFactory(title="Ici", territories=[north])
    here.save_revision().publish()
    MemberPageFactory(title="Ailleurs")
    assert [row["titre"] for row in read(client, "annuaire", "?territory=nord")["resultats"]] == ["Ici"]
    for query in ("?territory=creuse", "?theme=eau", "?coalition=seule"):
        assert read(client, "annuaire", query)["total"] == 0, query
    assert [row["titre"] for row in table(client, "annuaire", "?territory=nord")] == ["Ici"]


def test_what_is_not_public_is_nowhere(client: StrictClient, house: House) -> None:
    hidden = MemberPageFactory(title="Ornithorynque", slug="ornithorynque")
    secret = CoalitionPageFactory(title="Ornithorynques", slug="ornithorynques")
    shown = MemberPageFactory(title="Visible")
    CoalitionMembershipFactory(coalition=secret, association=shown)
    ProjectPageFactory(title="Ornithorynque en projet", slug="ornithorynque-projet", pilot=shown, live=False)
    KeyFigureFactory(page=hidden, label="Ornithorynques aidés")
    event = EventPageFactory(title="Rencontre", organisers=[hidden])
    OccurrenceFactory(event=event)
    CallPageFactory(title="Ornithorynque appelle", live=False)
    for page in (hidden, secret):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    for page in (shown, event):
        type(page).objects.get(pk=page.pk).save_revision().publish()
    for name in NAMES:
        assert "rnithorynque" not in json.dumps(read(client, name)), name
        assert "rnithorynque" not in str(table(client, name)), name
    # What is hidden is answered as what does not exist.
    answers = {client.get(f"/api/v1/annuaire?coalition={slug}").content for slug in ("ornithorynques", "rien")}
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+33", "'+33"),
        ("-", "'-"),
        ("@moi", "'@moi"),
        ("\tx", "'\tx"),
        ("\r=1", "'\r=1"),
        (["=a", "b"], "'=a | b"),
        (-3.5, "-3.5"),
        (2.0, "2"),
        (1200000.0, "1200000"),
        (None, ""),
        (True, "1"),
        ("é;\n🌻", "é;\n🌻"),
    ],
)
def test_no_cell_is_a_formula(value: object, cell: str) -> None:
    assert cell_of(value) == cell


def test_a_spreadsheet_reads_back_what_was_written(client: StrictClient, house: House) -> None:
    MemberPageFactory(title='=HYPERLINK("x") ; « é » 🌻', summary='Deux\nlignes ; et "trois"')
    [row] = table(client, "annuaire")
    assert row["titre"] == '\'=HYPERLINK("x") ; « é » 🌻'
    assert row["resume"] == 'Deux\nlignes ; et "trois"'


def test_examples_and_warnings_are_told(client: StrictClient, house: House) -> None:
    CallPageFactory(is_demo=True, disclaimer="Appel inventé.")
    [row] = read(client, "appels")["resultats"]
    assert row["exemple"] is True
    assert row["avertissement"] == "Appel inventé."


def test_it_is_read_only_kept_and_asks_for_no_cookie(client: StrictClient, house: House) -> None:
    answer = client.get("/api/v1/annuaire")
    assert answer["ETag"]
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    again = client.get("/api/v1/annuaire", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    head = client.head("/api/v1/annuaire")
    assert (head.status_code, head.content) == (200, b"")
    for method in (client.post, client.put, client.delete, client.patch):
        assert method("/api/v1/annuaire").status_code == 405
    assert "Access-Control-Allow-Origin" not in client.get("/donnees/").headers


@pytest.mark.parametrize("name", [*NAMES, *(f"{name}.csv" for name in NAMES)])
def test_who_has_it_gets_304_for_no_query(client: StrictClient, house: House, name: str) -> None:
    fill(1)
    address = f"/api/v1/{name}"
    answer = client.get(address)
    assert answer["ETag"]
    assert answer["Last-Modified"]
    assert answer["Cache-Control"] == "public, max-age=300"
    kept = {"if-none-match": answer["ETag"]}
    assert not queries_of(lambda: client.get(address, headers=kept))
    again = client.get(address, headers=kept)
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Last-Modified"]) == (answer["ETag"], answer["Last-Modified"])
    assert client.head(address)["ETag"] == answer["ETag"]
    # A date says nothing of what was withdrawn: it is no reason for 304.
    assert client.get(address, headers={"if-modified-since": answer["Last-Modified"]}).status_code == 200
    page = {"ag": EventPage, "an": MemberPage, "ap": CallPage, "ch": CoalitionPage}[name[:2]].objects.first()
    page.title = "Autrement"
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()
    assert client.get(address, headers=kept).status_code == 200


@pytest.mark.parametrize("path", ["/api/v2/pages/", "/api/v3/pages/", "/api/pages/", "/api/main/pages/", "/api/"])
def test_wagtail_s_own_api_is_not_there(client: StrictClient, house: House, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.data
def test_a_dataset_asks_as_many_queries_for_many_rows(client: StrictClient, house: House) -> None:
    def ask():
        counts = {}
        for name in NAMES:
            for end in ("", ".csv"):
                cache.clear()
                counts[name + end] = queries_of(
                    lambda path=f"/api/v1/{name}{end}": b"".join(iter(client.get(path))),
                )
        return counts

    fill(1)
    ask()
    few = ask()
    fill(8)
    many = ask()
    assert {name: len(rows) for name, rows in few.items()} == {name: len(rows) for name, rows in many.items()}
    assert max(len(rows) for rows in many.values()) <= 12


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    name=st.sampled_from(NAMES),
    field=st.sampled_from(("theme", "territory", "coalition", "start", "end", "limit", "offset", "autre")),
    value=st.text(max_size=40),
)
def test_any_parameter_is_answered(house: House, name: str, field: str, value: str) -> None:
    answer = StrictClient().get(f"/api/v1/{name}", {field: value.encode("utf-8", "replace").decode()})
    assert answer.status_code in {200, 422}


def test_the_whole_content_is_there(client: StrictClient, loaded_site: object) -> None:
    for name in NAMES:
        answer = read(client, name, "?limit=200")
        assert answer["total"] > 1
        assert len(table(client, name)) == answer["total"]
    assert read(client, "agenda", f"?start={timezone.now() - timedelta(days=9999):%Y-%m-%d}")["total"]

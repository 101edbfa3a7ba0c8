"""The map of territories and the page of each: what is there, for whom, and never a dead end."""

from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone

from wagtail.models import PageViewRestriction

from coalitions.territories.places import distance, nearest, places_of, read_places
from coalitions.territories.presence import Presence, presence_of
from coalitions.territories.shapes import read_atlas
from portal.models import Territory
from search.services import sync
from tests.coalitions.factories import (
    CoalitionPageFactory,
    KeyFigureFactory,
    MemberPageFactory,
    ProjectPageFactory,
)
from tests.portal.factories import TerritoryFactory
from tests.support.queries import queries_of
from tests.support.reading import words_of
from tests.support.size import chosen_size
from tests.support.strict import StrictClient

pytestmark = pytest.mark.django_db
# Of the departments, one in so many is asked, by size of suite.
STEPS = {"small": 8, "ci": 2, "long": 1}
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
MOST_BYTES, MOST_ELEMENTS = 120_000, 520


def place(name, kind, parent=None, code="", lat=None, lon=None):
    return TerritoryFactory(
        name=name, slug=name.lower(), kind=kind, parent=parent, code=code, latitude=lat, longitude=lon
    )


@pytest.fixture
def country(house):
    """A small country: two regions, four departments of which one is overseas, a town; who acts is in the north."""
    france = place("France", "pays", lat=46.6, lon=2.45)
    north, south = (place(name, "region", france, code) for name, code in (("Hauts", "32"), ("Sud", "93")))
    found = {
        "france": france,
        "hauts": north,
        "sud": south,
        "nord": place("Nord", "departement", north, "59", 50.5, 3.1),
        "oise": place("Oise", "departement", north, "60", 49.4, 2.4),
        "var": place("Var", "departement", south, "83", 43.4, 6.2),
        "mayotte": place("Mayotte", "departement", south, "976", -12.8, 45.2),
        "paris": place("Paris", "departement", north, "75", 48.9, 2.35),
    }
    found["lille"] = place("Lille", "commune", found["nord"], "59350", 50.6, 3.06)
    found["bassin"] = place("Bassin", "bassin", found["nord"], "", 50.6, 3.1)
    found["bassin"].communes.add(found["lille"])
    return found


def soup_of(client, path):
    return BeautifulSoup(client.get(path).content, "html.parser")


def test_the_map_tells_what_is_in_each_department(client, country):
    MemberPageFactory(territories=[country["lille"]])
    MemberPageFactory(territories=[country["nord"]])
    ProjectPageFactory(territories=[country["nord"]])
    sync(at=AT)
    soup = soup_of(client, "/territoires/")
    labels = {link["href"]: link.title.get_text() for link in soup.select("svg.map a")}
    assert labels["/territoires/nord/"].replace("\u00a0", " ") == "Nord : 2 acteurs, 1 projet"
    assert labels["/territoires/oise/"].startswith("Oise\N{NO-BREAK SPACE}: rien")
    assert "/territoires/paris/" in labels and "/territoires/mayotte/" not in labels
    assert [text.get_text() for text in soup.select("svg.map .bubbles text")] == ["3"]
    assert soup.select_one(".tiles a")["href"] == "/territoires/mayotte/"
    listed = {link["href"] for link in soup.select(".atlas-list a")}
    assert listed >= {f"/territoires/{slug}/" for slug in country}
    assert soup.find("a", href=lambda to: to and "creativecommons.org/licenses/by/4.0" in to)


@pytest.mark.parametrize(("code", "is_right"), [("59350", True), ("60057", False), ("97608", False), ("", True)])
def test_a_commune_lies_in_the_department_of_its_code(country, code, is_right):
    town = Territory(name="Ville", slug="ville", kind="commune", parent=country["nord"], code=code)
    if is_right:
        town.clean()
        return
    with pytest.raises(ValidationError, match="département"):
        town.clean()


def test_where_somebody_acts_only_what_is_really_near_is_named(client, country):
    for slug in ("nord", "oise", "var"):
        MemberPageFactory(territories=[country[slug]])
    sync(at=AT)
    near = soup_of(client, "/territoires/nord/").find(id="near").find_parent("section")
    assert [link["href"] for link in near.select("a")] == ["/territoires/oise/"]
    assert soup_of(client, "/territoires/var/").find(id="near") is None


def test_a_figure_that_two_give_stands_once_and_names_both(client, country):
    member = MemberPageFactory(title="Voisins", territories=[country["nord"]])
    project = ProjectPageFactory(title="Jardin", territories=[country["nord"]])
    for page in (member, project):
        KeyFigureFactory(page=page, value=10, unit="territoires", label="collectifs ouverts")
    sync(at=AT)
    figures = soup_of(client, "/territoires/nord/").find(id="figures").find_parent("section").select(".figure")
    assert len(figures) == 1
    assert {"Voisins", "Jardin"} == set(figures[0].select_one(".meta").get_text().split(", "))


def test_restricted_pages_are_counted_and_named_for_their_readers_only(client, country):
    hidden = MemberPageFactory(title="Cachée", territories=[country["nord"]])
    KeyFigureFactory(page=hidden, value=777)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    sync(at=AT)
    assert "rien" in soup_of(client, "/territoires/").select_one('svg.map a[href="/territoires/nord/"]').get_text()
    text = client.get("/territoires/nord/").content.decode()
    assert "Cachée" not in text and "777" not in text


def test_a_place_shows_who_acts_there_and_below(client, country):
    member = MemberPageFactory(title="Voisins", territories=[country["lille"]])
    coalition = CoalitionPageFactory(title="Ensemble", territories=[country["nord"]])
    ProjectPageFactory(title="Jardin", territories=[country["hauts"]])
    national = ProjectPageFactory(title="Partout", territories=[country["france"]])
    sync(at=AT)
    nord, region = soup_of(client, "/territoires/nord/"), soup_of(client, "/territoires/hauts/")
    actors = words_of(nord.find(id="actors").find_parent("section"))
    assert member.title in actors and coalition.title in actors
    assert "Jardin" not in words_of(nord) and "Jardin" in words_of(region)
    assert national.title in words_of(nord.find(id="everywhere").find_parent("section"))
    assert nord.select_one("a[href='/flux/agenda.ics?territory=nord']")
    assert nord.select_one(".locator .here")
    assert {"/territoires/lille/", "/territoires/hauts/"} <= {a["href"] for a in nord.select(".places a")}
    assert soup_of(client, "/territoires/bassin/").select_one('.places a[href="/territoires/lille/"]')


def test_an_empty_place_names_its_neighbours_the_nearest_first(client, country):
    for slug in ("var", "nord"):
        MemberPageFactory(territories=[country[slug]])
    sync(at=AT)
    for slug, first in {"oise": "hauts", "mayotte": "sud", "lille": "nord", "paris": "hauts"}.items():
        soup = soup_of(client, f"/territoires/{slug}/")
        near = [link["href"] for link in soup.find(id="near").find_parent("section").select(".places a")]
        assert near[0] == f"/territoires/{first}/", slug
        assert slug == "lille" or {"/territoires/nord/", "/territoires/var/"} <= set(near), slug
        assert soup.select_one("#reach a")
    assert not soup_of(client, "/territoires/oise/").select_one("a[href*='/flux/']")


def test_overseas_what_is_online_is_the_nearest(client, country):
    ProjectPageFactory(territories=[place("En-ligne", "en-ligne")])
    MemberPageFactory(territories=[country["hauts"]])
    sync(at=AT)
    near = soup_of(client, "/territoires/mayotte/").find(id="near").find_parent("section")
    assert near.select_one(".places a")["href"] == "/territoires/en-ligne/"
    assert (
        not soup_of(client, "/territoires/oise/").find(id="near").find_parent("section").select("a[href*='en-ligne']")
    )


def test_figures_of_a_place_have_a_source_and_are_in_force(client, country):
    member = MemberPageFactory(territories=[country["nord"]])
    KeyFigureFactory(page=member, value=11, label="logements", review_on=timezone.localdate() + timedelta(days=1))
    KeyFigureFactory(page=member, value=22, label="périmés", review_on=date(2020, 1, 1))
    KeyFigureFactory(page=member, value=33, label="sans source", source=" ")
    sync(at=AT)
    figures = words_of(soup_of(client, "/territoires/nord/").find(id="figures").find_parent("section"))
    assert "logements" in figures and "déclaration de l’organisation" in figures
    assert "périmés" not in figures and "sans source" not in figures


def test_what_was_counted_in_the_place_comes_before_what_was_counted_elsewhere(client, country):
    member = MemberPageFactory(title="Voisins", territories=[country["nord"]])
    KeyFigureFactory(page=member, value=11, label="dans tout le pays", perimeter="France entière", sort_order=0)
    KeyFigureFactory(page=member, value=22, label="près d’ici", perimeter="Le département du Nord", sort_order=1)
    sync(at=AT)
    section = soup_of(client, "/territoires/nord/").find(id="figures").find_parent("section")
    figures = [words_of(figure) for figure in section.select(".figure")]
    assert "près d’ici" in figures[0] and "Voisins (Le département du Nord)" in figures[0]
    assert "Voisins (France entière)" in figures[1]


@pytest.mark.parametrize(
    "perimeter",
    ["Nord", "département du Nord (59)", "Lille", "Lille et Bassin", "région Hauts", "Ville de Lille, Nord", "HAUTS"],
)
def test_what_was_counted_here_stands_before_national_totals(client, country, perimeter):
    member = MemberPageFactory(title="Voisins", territories=[country["nord"]])
    for order, (label, where) in enumerate(
        [
            ("familles", ""),
            ("foyers", "France"),
            ("jardins", "Var"),
            ("rues", "Nord de l’Europe"),
            ("logements", perimeter),
        ]
    ):
        KeyFigureFactory(page=member, value=order + 10, unit="unités", label=label, perimeter=where, sort_order=order)
    sync(at=AT)
    section = soup_of(client, "/territoires/nord/").find(id="figures").find_parent("section")
    here, caveat, elsewhere = section.find_all(["dl", "p"], recursive=False)
    assert [words_of(figure.dt) for figure in here.select(".figure")] == [f"unités logements Voisins ({perimeter})"]
    assert "pas seulement ici" in words_of(caveat)
    assert [words_of(figure.dt).split()[1] for figure in elsewhere.select(".figure")] == [
        "familles",
        "foyers",
        "jardins",
        "rues",
    ]


@pytest.mark.parametrize("slug", ["nulle-part", "nor", "é", "x" * 300, "Nord"])
def test_an_unknown_place_helps(client, country, slug):
    answer = client.get(f"/territoires/{slug}/")
    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 404
    assert soup.select_one("a[href='/territoires/']") and soup.select_one("a[href='/territoires/hauts/']")
    assert bool(soup.select_one("a[href='/territoires/nord/']")) == slug.lower().startswith("nor")


def test_every_place_answers_within_its_budget_and_is_in_the_sitemap(client, country):
    sitemap = client.get("/sitemap.xml").content.decode()
    for slug in country:
        cache.clear()
        with_cold_cache = queries_of(lambda slug=slug: client.get(f"/territoires/{slug}/"))
        assert client.get(f"/territoires/{slug}/").status_code == 200
        assert len(with_cold_cache) <= 14, "\n".join(with_cold_cache)
        assert f"/territoires/{slug}/" in sitemap
    assert "/alliance/" in sitemap


def test_many_ask_as_much_as_few(client, country):
    paths = ("/territoires/", "/territoires/nord/", "/territoires/oise/")

    def asked():
        for path in paths:
            client.get(path)
        return {path: queries_of(lambda path=path: client.get(path)) for path in paths}

    def grow(number):
        for _turn in range(number):
            member = MemberPageFactory(territories=[country["nord"], country["var"]])
            KeyFigureFactory(page=member)
            ProjectPageFactory(territories=[country["nord"]], pilot=member)
            ProjectPageFactory(territories=[country["france"]], pilot=member)
            place(f"Ville{Territory.objects.count()}", "commune", country["nord"])
        sync(at=AT)

    grow(2)
    few = asked()
    grow(9)
    many = asked()
    for path, queries in many.items():
        assert len(queries) == len(few[path]), "\n".join(queries)


def test_only_reading_is_allowed(client, country):
    assert client.post("/territoires/").status_code == 405
    assert client.post("/territoires/nord/").status_code == 405


def test_counts_become_words_and_levels():
    assert Presence().words == "rien encore ici"
    found = presence_of({"member": 3, "coalition": 1, "event": 2, "call": 1, "clip": 9})
    assert found == Presence(actors=4, events=2, calls=1)
    assert found.words.replace("\u00a0", " ") == "4 acteurs, 2 rendez-vous à venir, 1 appel à candidatures"
    assert found.words.count(" ") == 2  # a line breaks after a comma only
    assert [Presence(actors=n).level for n in (0, 1, 3, 4, 7, 8, 99)] == [0, 1, 1, 2, 2, 3, 3]


def test_the_nearest_is_measured_on_the_earth(country):
    places = read_places()
    nord, oise, var = (places.find(slug) for slug in ("nord", "oise", "var"))
    assert 100 < distance(nord, oise) < 160
    assert nearest(nord, places, 2)[0].slug in {"lille", "bassin"}
    assert nearest(nord, [var, oise, nord], 5) == [oise, var]
    assert places_of([]).find("nord") is None


def test_the_map_has_every_mainland_department_and_knows_where_cities_are():
    atlas = read_atlas()
    assert len(atlas.departments) == 96 and len(atlas.regions) == 13
    for code, latitude, longitude in (("13", 43.4, 5.1), ("59", 50.5, 3.2), ("37", 47.3, 0.7), ("2A", 41.9, 8.9)):
        left, top, width, height = atlas.departments[code].box
        x, y = atlas.point(latitude, longitude)
        assert left <= x <= left + width and top <= y <= top + height, code
    assert atlas.point(-21.1, 55.5) is None


def test_what_is_in_paris_is_found_in_its_department(client: StrictClient, loaded_site: object) -> None:
    for slug in ("paris", "paris-75"):
        found = words_of(soup_of(client, f"/recherche/?territory={slug}").main)
        assert "Jeux de Paris" in found or "Maker Faire" in found, slug
        assert soup_of(client, f"/agenda/?vue=passes&territory={slug}").select("main .event, main article"), slug


def test_the_loaded_map_is_light_and_every_department_answers(client: StrictClient, loaded_site: object) -> None:
    answer = client.get("/territoires/")
    assert len(answer.content) <= MOST_BYTES
    soup = BeautifulSoup(answer.content, "html.parser")
    drawn = len(soup.select("svg *"))
    assert len(soup.find_all(True)) - drawn <= MOST_ELEMENTS  # an SVG counts once
    departments = list(Territory.objects.filter(kind="departement").values_list("slug", flat=True))
    linked = {link["href"] for link in soup.select("svg.map a, .tiles a")}
    assert linked == {f"/territoires/{slug}/" for slug in departments}
    for slug in departments[:: STEPS[chosen_size()]]:
        page = soup_of(client, f"/territoires/{slug}/")
        assert page.select(".places a") and page.select_one("h1")

"""The list of resources, and the pages of kits, publications and articles."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.test import Client

from resources.wording import told_words
from tests.coalitions.factories import CoalitionPageFactory, MemberPageFactory, ProjectPageFactory
from tests.portal.factories import DocumentFactory, RelatedPageFactory, TerritoryFactory, ThemeFactory
from tests.resources.factories import (
    ArticlePageFactory,
    KitPageFactory,
    PublicationPageFactory,
    SeriesFactory,
    VideoClipPageFactory,
)
from tests.support.queries import assert_at_most, queries_of

pytestmark = pytest.mark.django_db

BODY = [{"type": "paragraph", "value": "<p>" + "Un mot après l’autre. " * 120 + "</p>"}]


def main_of(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    found = BeautifulSoup(response.content, "html.parser").main
    assert found is not None
    return found


def titles_of(part: Any) -> list[str]:
    return [title.get_text(strip=True) for title in part.select(".card-title")]


@pytest.fixture
def shelf(house: object) -> None:
    theme = ThemeFactory(name="Froid", slug="froid")
    place = TerritoryFactory(name="Paris", slug="paris")
    coalition = CoalitionPageFactory(title="Alliance", slug="alliance")
    member = MemberPageFactory(title="Réseau", slug="reseau")
    VideoClipPageFactory(title="Un clip", themes=[theme], pilot=member, series=SeriesFactory(slug="chez-soi"))
    KitPageFactory(title="Un kit", territories=[place], coalition=coalition)
    PublicationPageFactory(title="Un livre", kind="livre", coalition=coalition)
    ArticlePageFactory(title="Un récit", coalitions=[coalition], organisations=[member])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Un clip", "Un kit", "Un livre", "Un récit"}),
        ("kind=clip", {"Un clip"}),
        ("kind=publication", {"Un livre"}),
        ("theme=froid", {"Un clip"}),
        ("territory=paris", {"Un kit"}),
        ("coalition=alliance", {"Un kit", "Un livre", "Un récit"}),
        ("coalition=alliance&kind=kit", {"Un kit"}),
        ("association=reseau", {"Un clip", "Un récit"}),
        ("q=livre", {"Un livre"}),
        ("series=chez-soi", {"Un clip"}),
    ],
)
def test_filters(client: Client, shelf: None, query: str, found: set[str]) -> None:
    main = main_of(client, f"/ressources/?{query}")
    assert set(titles_of(main)) == found


def test_kinds_are_tabs_with_their_counts(client: Client, shelf: None) -> None:
    main = main_of(client, "/ressources/?coalition=alliance&kind=kit")
    tabs = main.select(".tabs a")
    assert [tab.get_text().rpartition(" ")[2] for tab in tabs] == ["3", "1", "1", "1"]
    assert [tab.get("aria-current") for tab in tabs] == [None, "page", None, None]
    assert all("coalition=alliance" in tab["href"] for tab in tabs)


@pytest.mark.parametrize("query", ["kind=faux", "theme=nulle-part", "page=999", "page=abc", "kind=event"])
def test_a_bad_parameter_is_told(client: Client, shelf: None, query: str) -> None:
    main = main_of(client, f"/ressources/?{query}")
    assert main.select_one(".notice, .errors, .errorlist")
    assert len(titles_of(main)) == 4


def test_nothing_found(client: Client, shelf: None) -> None:
    main = main_of(client, "/ressources/?q=introuvable")
    assert main.select_one(".empty")
    assert main.select_one(".empty a[href='/ressources/']")


def test_an_empty_house(client: Client, house: object) -> None:
    assert main_of(client, "/ressources/").select_one(".empty")


def test_kinds_take_turns(client: Client, house: object) -> None:
    for _place in range(30):
        VideoClipPageFactory()
    KitPageFactory(title="Le seul kit")
    assert "Le seul kit" in titles_of(main_of(client, "/ressources/"))[:2]


def test_a_clip_in_the_list_says_its_length_and_captions(client: Client, house: object) -> None:
    VideoClipPageFactory(duration=93)
    clip = main_of(client, "/ressources/").select_one(".clip")
    assert clip.select_one(".clip-length").get_text() == "1\u00a0min\u00a033 · sous-titres"


def many(number: int) -> None:
    theme, member = ThemeFactory(), MemberPageFactory()
    coalition = CoalitionPageFactory()
    for _place in range(number):
        VideoClipPageFactory(themes=[theme], pilot=member)
        KitPageFactory(themes=[theme], coalition=coalition)
        PublicationPageFactory(organisations=[member])
        ArticlePageFactory(coalitions=[coalition])


def test_a_publication(client: Client, house: object) -> None:
    coalition = CoalitionPageFactory(title="Alliance", hue_name="prune")
    member = MemberPageFactory(title="Réseau")
    document = DocumentFactory()
    PublicationPageFactory(
        slug="livre",
        title="Engagés",
        kind="livre",
        publisher="L’Harmattan",
        coalition=coalition,
        organisations=[member],
        project=ProjectPageFactory(title="Le projet"),
        document=document,
        access="En librairie.",
        key_points="Un premier point\nUn second",
        key_points_are_demo=True,
        is_idea=True,
    )
    main = main_of(client, "/ressources/livre/")
    text = main.get_text()
    for words in (
        "Engagés",
        "L’Harmattan",
        "Alliance",
        "Réseau",
        "Le projet",
        "En librairie.",
        "Un premier point",
        "TXT",
    ):
        assert words in text
    assert main.select_one(".key-points .badge.demo")
    assert main.select_one(".notice")
    assert main.select(f"a[href='{document.url}']")
    assert len(main.select("h1")) == 1


def test_a_kit(client: Client, house: object) -> None:
    KitPageFactory(slug="kit", title="Le kit", key_points="Une affiche", is_demo=True)
    main = main_of(client, "/ressources/kit/")
    assert "Une affiche" in main.get_text()
    assert main.select_one(".hero .badge.demo")
    assert not main.select_one(".key-points .badge.demo")


def test_an_article(client: Client, house: object) -> None:
    coalition = CoalitionPageFactory(title="Alliance", hue_name="prune")
    member = MemberPageFactory(title="Réseau")
    article = ArticlePageFactory(
        slug="recit",
        title="Un récit",
        body=BODY,
        coalitions=[coalition],
        organisations=[member],
        date_label="2018 et 2019",
    )
    first, second = KitPageFactory(title="Zèbre"), KitPageFactory(title="Abeille")
    RelatedPageFactory(page=article, target=first, sort_order=0)
    RelatedPageFactory(page=article, target=second, sort_order=1, reason="Pour aller plus loin.")
    main = main_of(client, "/ressources/recit/")
    text = main.get_text()
    for words in ("2018 et 2019", "Alliance", "Réseau", "Pour aller plus loin."):
        assert words in text
    assert titles_of(main)[:2] == ["Zèbre", "Abeille"]


def test_the_date_of_an_article_in_words() -> None:
    day = date(2020, 3, 12)
    said = {"label": "", "is_approximate": False}
    assert told_words(day, precision="day", **said).endswith("2020")
    assert told_words(day, precision="year", **said) == "2020"
    assert told_words(day, precision="month", **said) == "mars 2020"
    assert told_words(None, precision="day", **said) == ""
    assert told_words(day, precision="unknown", **said) == ""
    assert told_words(day, precision="day", label="Fin 2020", is_approximate=True) == "Fin 2020"


@pytest.mark.parametrize("factory", [KitPageFactory, PublicationPageFactory, ArticlePageFactory])
def test_queries_of_a_page(client: Client, house: object, factory: Any) -> None:
    def address(number: int) -> str:
        themes = [ThemeFactory() for _place in range(min(number, 5))]
        values: dict[str, Any] = {"themes": themes, "organisations": [MemberPageFactory() for _place in range(number)]}
        if factory is ArticlePageFactory:
            values["coalitions"] = [CoalitionPageFactory() for _place in range(number)]
            values["body"] = BODY
        else:
            values |= {
                "coalition": CoalitionPageFactory(),
                "project": ProjectPageFactory(),
                "document": DocumentFactory(),
            }
        page = factory(territories=[TerritoryFactory() for _place in range(number)], **values)
        for _place in range(number):
            RelatedPageFactory(page=page, target=KitPageFactory(themes=themes))
        return f"/ressources/{page.slug}/"

    few, lots = address(3), address(30)
    client.get(few)
    count = len(queries_of(lambda: client.get(few)))
    assert_at_most(lambda: client.get(few), 18)
    assert len(queries_of(lambda: client.get(lots))) == count

"""The search page: every address answers, the fragment is a part of the page, and says what it found."""

import pytest
from bs4 import BeautifulSoup

from search.contracts import PassageText
from search.enums import EntryKind
from tests.coalitions.factories import MemberPageFactory
from tests.portal.factories import ThemeFactory
from tests.search.factories import make_entry
from tests.search.test_french import ODD
from tests.support.strict import StrictClient
from tests.support.tree import House

pytestmark = [pytest.mark.django_db, pytest.mark.data]
PATH = "/recherche/"


def test_without_a_question_it_says_what_can_be_asked(client, house: House):
    answer = client.get(PATH)
    assert answer.status_code == 200
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert 'name="robots" content="noindex"' in answer.content.decode()


def test_results_show_kind_marks_second_example_and_warning(client, house: House):
    make_entry(
        title="La gym", kind=EntryKind.CLIP, address="/gym/", is_demo=True, disclaimer="Ceci est un exemple.",
        passages=(PassageText(text="Pliez les genoux.", starts_at_seconds=102),),
    )  # fmt: skip
    page = BeautifulSoup(client.get(PATH, {"q": "genoux"}).content, "html.parser")
    result = page.find(class_="result")
    assert result.find("mark").get_text() == "genoux"
    assert result.find("a", href="/gym/?t=102") is not None
    assert result.find(class_="demo") is not None
    assert "Ceci est un exemple." in result.get_text()


def test_the_fragment_is_a_part_of_the_page(client, house: House):
    for number in range(30):
        make_entry(title=f"Jardin {number:02}", kind=EntryKind.CLIP)
    query = {"q": "jardin", "page": "2"}
    page = BeautifulSoup(client.get(PATH, query).content, "html.parser").find(id="resultats")
    fragment = BeautifulSoup(client.get(PATH, query, headers={"HX-Target": "resultats"}).content, "html.parser")
    assert fragment.find(id="resultats").get_text(" ", strip=True) == page.get_text(" ", strip=True)
    assert len(page.find_all(class_="result")) == 10


@pytest.mark.parametrize(
    "query",
    [
        {"q": "xyzzy"}, {"q": "jardin", "page": "-1"}, {"q": "jardin", "page": "1000000000"},
        {"q": "jardin", "kind": "?"}, {"q": "jardin", "theme": "inconnu", "start": "demain"}, {"q": "jardin", "t": "x"},
        {"page": "x"},
        *({"q": text} for text in ODD if "\ud800" not in text),
    ],
)  # fmt: skip
def test_every_address_answers(client, house: House, query):
    make_entry(title="Jardin")
    assert client.get(PATH, query).status_code == 200


def test_broken_encodings_answer(client, house: House):
    assert client.get(f"{PATH}?q=%FF%ED%A0%80%00&theme=%ff").status_code == 200


def test_kinds_keep_the_question(client, house: House):
    make_entry(title="Jardin A", kind=EntryKind.CLIP)
    make_entry(title="Jardin B", kind=EntryKind.EVENT)
    page = BeautifulSoup(client.get(PATH, {"q": "jardin", "kind": "clip"}).content, "html.parser")
    tabs = page.find(class_="tabs").find_all("a")
    assert [tab.get("href") for tab in tabs] == ["?q=jardin", "?q=jardin&kind=event", "?q=jardin&kind=clip"]
    assert [tab.get("aria-current") for tab in tabs] == [None, None, "page"]
    assert len(page.find_all(class_="result")) == 1


def test_filters_alone_are_a_question(client, house: House):
    theme = ThemeFactory(name="Répit", slug="repit")
    for kind in (EntryKind.CLIP, EntryKind.MEMBER):
        make_entry(title=f"Souffler {kind}", kind=kind, terms={"theme": [theme.slug]})
    make_entry(title="Ailleurs", kind=EntryKind.CLIP)
    page = BeautifulSoup(client.get(PATH, {"theme": "repit"}).content, "html.parser")
    assert [result.h3.get_text() for result in page.find_all(class_="result")] == ["Souffler member", "Souffler clip"]
    assert page.find(class_="count").get_text() == "2 résultats"
    assert page.find(class_="active-filters").a["href"] == "?"
    narrowed = BeautifulSoup(client.get(PATH, {"theme": "repit", "kind": "clip"}).content, "html.parser")
    assert [result.h3.get_text() for result in narrowed.find_all(class_="result")] == ["Souffler clip"]
    assert client.get(PATH, {"theme": "repit", "page": "9"}).status_code == 200


def test_the_second_page_is_named_in_the_title_and_for_the_voice(client: StrictClient, house: House) -> None:
    for number in range(25):
        MemberPageFactory(title=f"Association du vent {number}")
    html = client.get("/recherche/?q=vent&page=2").content.decode()
    assert "Rechercher sur le portail – page 2 sur " in html.partition("</title>")[0]
    assert 'data-tln-page="page 2 sur ' in html
    assert "page 1 sur" not in client.get("/recherche/?q=vent").content.decode().partition("</title>")[0]

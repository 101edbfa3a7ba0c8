"""Editorial pages and the glossary."""

import pytest

from home.models import HomePage, StandardPage
from home.reading import initial_of
from home.sources import PAGES
from portal.enums import PageKind
from search.lookups import Lookups
from search.services import sync
from tests.home.factories import GlossaryEntryFactory, StandardPageFactory
from tests.portal.factories import RelatedPageFactory
from tests.support.bodies import body_of
from tests.support.queries import queries_of
from tests.support.reading import AT, read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def heading(text, level="2"):
    return ("heading", {"text": text, "level": level})


def test_a_page_says_what_it_holds(house):
    page = StandardPageFactory(
        title="À propos",
        lead="Une coalition.",
        intro="Elle relie.\n\nElle ouvre.",
        body=body_of(heading("Qui"), heading("Où"), heading("Détail", "3"), heading("Quand")),
    )
    soup = read(page)
    assert words_of(soup.select_one(".hero .lead")) == "Une coalition."
    assert [words_of(text) for text in soup.select(".page-intro p")] == ["Elle relie.", "Elle ouvre."]
    links = soup.select(".toc a")
    assert [words_of(link) for link in links] == ["Qui", "Où", "Quand"]
    assert all(soup.find(id=link["href"].removeprefix("#")) for link in links)


def test_a_short_page_has_no_table_of_contents(house):
    assert not read(StandardPageFactory(body=body_of(heading("Qui"), heading("Où")))).select(".toc")


def test_a_page_to_be_completed_says_so(house):
    notice = "entre crochets"
    assert notice in words_of(read(StandardPageFactory(is_skeleton=True)))
    assert notice not in words_of(read(StandardPageFactory()))


def test_what_an_editor_chose_stands_below(house):
    page, other = StandardPageFactory(), StandardPageFactory(title="Voir aussi cela")
    RelatedPageFactory(page=page, target=other)
    sync(at=AT)
    assert "Voir aussi cela" in [words_of(link) for link in read(page).select("[aria-labelledby=see-also] a")]


@pytest.mark.parametrize(
    ("term", "letter"), [("Écoute", "E"), ("aidant", "A"), ("Œuvre", "O"), ("3919", "0-9"), ("« SAS »", "S")]
)
def test_terms_stand_under_their_letter(term, letter):
    assert initial_of(term) == letter


def test_the_glossary_is_a_list_of_definitions_by_letter(house):
    page = StandardPageFactory(kind=PageKind.GLOSSARY)
    for slug, term in (("essaimage", "Essaimage"), ("equipe", "Équipe"), ("aidant", "Aidant"), ("ademe", "ADEME")):
        GlossaryEntryFactory(page=page, slug=slug, term=term, definition=f"Ce qu’est {term}.")
    soup = read(page)
    assert [words_of(letter) for letter in soup.select(".letters li")] == ["A", "E"]
    assert [words_of(term) for term in soup.select(".glossary dt")] == ["ADEME", "Aidant", "Équipe", "Essaimage"]
    assert words_of(soup.find(id="equipe").dd) == "Ce qu’est Équipe."
    for link in soup.select(".letters a, .glossary dt a"):
        assert soup.find(id=link["href"].removeprefix("#")), link["href"]


def test_search_finds_a_term_by_what_it_means(house):
    page = StandardPageFactory(kind=PageKind.GLOSSARY, lead="Un mot ?")
    GlossaryEntryFactory(page=page, slug="repit", term="Répit", definition="Un temps de repos.")
    document = PAGES.document(StandardPage.objects.get(pk=page.pk), Lookups())
    assert document.kind == "page"
    assert document.summary == "Un mot ?"
    assert "Répit" in document.keywords
    assert "Un temps de repos." in document.body


def test_editorial_pages_hang_below_the_house():
    assert StandardPage.allowed_parent_page_models() == [HomePage]
    assert StandardPage.allowed_subpage_models() == []


def test_a_glossary_costs_the_same_whatever_its_length(house, client):
    page = StandardPageFactory(kind=PageKind.GLOSSARY)
    for number in range(3):
        GlossaryEntryFactory(page=page, slug=f"terme-{number}")
    client.get(page.url)
    few = len(queries_of(lambda: client.get(page.url)))
    for number in range(60):
        GlossaryEntryFactory(page=page, slug=f"mot-{number}")
    assert len(queries_of(lambda: client.get(page.url))) == few <= 18

"""Terms explained in place: the text stays what it was, links stay links, and each term is explained once."""

import html as html_words
import re

import html5lib
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from django.core.cache import cache
from django.utils import timezone

from portal.enums import PageKind
from portal.glossary import Term, explain, forms_of, matcher_of, read_terms
from tests.home.factories import GlossaryEntryFactory, StandardPageFactory
from tests.support.queries import queries_of

NAMES = (
    "Aidant", "DPE", "Comité de pilotage", "Raison d’être", "Alliance, coalition", "Fab Lab", "amp", "lt", "nbsp",
    "x27", "APA (activité physique adaptée)", "APA (allocation personnalisée d’autonomie)", "Tiers-lieu", "R&D",
    "Local",
)  # fmt: skip
TERMS = tuple(
    Term(f"t{n}", name, f"Ce que veut dire <{name}> & plus.", f"/glossaire/#t{n}") for n, name in enumerate(NAMES)
)
MATCHER = matcher_of(TERMS)

words = st.sampled_from(
    ["aidants", "Aidant", "DPE", "dpe", "comités de pilotage", "raison d’être", "alliances", "un", " ", "l’aidant", "&",
     "<", "R&D", "amp", "lt;", "é", "aidantes", "fab lab", "Fab Lab", "locaux", '"', "'", "activité physique adaptée"]
)  # fmt: skip
plain = st.lists(words, max_size=6).map(" ".join)
tags = st.sampled_from(["p", "b", "strong", "i", "em", "li", "a", "h2", "blockquote", "cite", "a"])


def element(children):
    def build(parts):
        tag, inner, title = parts
        attributes = f' href="/x?a={html_words.escape(title)}" title="{html_words.escape(title)}"' if tag == "a" else ""
        return f"<{tag}{attributes}>{inner}</{tag}>"

    return st.tuples(tags, children, plain).map(build)


trees = st.recursive(plain.map(html_words.escape), lambda inner: st.lists(element(inner), max_size=3).map("".join))


def marks(html):
    return BeautifulSoup(explain(html, MATCHER, set()), "html.parser").select(".term-word")


@given(trees)
def test_words_links_and_shape_stay_as_they_were(html):
    shown = explain(html, MATCHER, set())
    before, after = BeautifulSoup(html, "html.parser"), BeautifulSoup(shown, "html.parser")
    for note in after.select(".term-note"):
        note.decompose()
    # The reader of HTML folds spaces that stand alone, so they are left out of the comparison.
    assert after.get_text().split() == before.get_text().split()
    assert [str(link) for link in after.find_all("a")] == [str(link) for link in before.find_all("a")]
    for button in after.select(".term-open"):
        button.decompose()
    for label in after.select(".term-word"):
        assert not label.find_parent(["a", "h2", "blockquote", "cite"])
        label.unwrap()
    assert str(BeautifulSoup(str(after), "html.parser")).split() == str(before).split()


@given(trees)
def test_each_term_is_explained_once_and_a_second_pass_adds_nothing(html):
    seen: set[str] = set()
    shown = explain(html, MATCHER, seen)
    ids = re.findall(r'id="(mot-[^"]+)"', shown)
    assert len(ids) == len(set(ids)) == len(seen)
    assert explain(html, MATCHER, seen) == html


@given(trees)
def test_what_was_well_formed_stays_so(html):
    def faults(text):
        parser = html5lib.HTMLParser()
        parser.parseFragment(text)
        return {code for _place, code, _data in parser.errors}

    assert faults(explain(html, MATCHER, set())) <= faults(html)


@given(st.text())
def test_any_text_at_all_is_survived(text):
    explain(text, MATCHER, set())


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Les aidants s’entraident.</p>", ["aidants"]),
        ("<p>L’aidante n’est pas dans le glossaire.</p>", []),
        ("<p>Aidant ou aidants ?</p>", ["Aidant"]),
        ("<p>Un dpe n’est pas un DPE.</p>", ["DPE"]),
        ("<p>Deux comités  de&nbsp;pilotage</p>".replace("&nbsp;", "\u00a0"), ["comités  de\u00a0pilotage"]),
        ("<p>sa raison d'être</p>", ["raison d'être"]),
        ("<p>Alliance pour l’activité, une alliance</p>", ["alliance"]),
        ("<p>L’APA se demande, l’activité physique adaptée se pratique.</p>", ["activité physique adaptée"]),
        ("<p>Tom &amp; Léa, 3 &lt; 4</p>", []),
        ("<p>locaux</p>", ["locaux"]),
        ('<p><a href="/aidant/">aidant</a> et aidant</p>', ["aidant"]),
        ('<p><img alt="aidant > DPE"> rien</p>', []),
        ("<h2>Aidant</h2><p>rien</p>", []),
    ],
)
def test_forms_of_a_term_are_found(html, found):
    assert [mark.get_text() for mark in marks(html)] == found


def test_initials_have_their_words_too():
    assert forms_of("APA (activité physique adaptée)") == ["APA", "activité physique adaptée"]
    assert forms_of("Alliance, coalition") == ["alliance", "coalition"]


def test_a_definition_cannot_break_out_of_its_note():
    shown = explain("<p>aidant</p>", MATCHER, set())
    assert "Ce que veut dire &lt;Aidant&gt; &amp; plus." in shown


def test_without_terms_nothing_happens():
    assert explain("<p>aidant</p>", matcher_of(()), set()) == "<p>aidant</p>"


# In pages.


def page_saying(*paragraphs, **more):
    return StandardPageFactory(body=[("paragraph", f"<p>{text}</p>") for text in paragraphs], **more)


@pytest.fixture
def glossary(house):
    page = StandardPageFactory(kind=PageKind.GLOSSARY, slug="glossaire", title="Glossaire")
    GlossaryEntryFactory(page=page, slug="aidant", term="Aidant", definition="Qui aide un proche.")
    cache.clear()
    return page


@pytest.mark.django_db
def test_a_page_explains_a_term_at_its_first_place_only(client, glossary):
    page = page_saying("Des aidants.", "Encore des aidants.")
    soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    button = soup.select_one("button.term-open")
    assert len(soup.select(".term-word")) == 1
    assert soup.select_one(".term-word")["for"] == button["id"]
    assert button["aria-label"] == "aidants"
    assert button["popovertarget"] == soup.select_one(".term-note[popover]")["id"]
    assert soup.select_one(".term-note")["aria-label"] == "Aidant"
    assert "Qui aide un proche." in soup.select_one(".term-note").get_text()
    assert soup.select_one(".term-link")["href"] == "/glossaire/#aidant"


@pytest.mark.django_db
def test_the_glossary_does_not_explain_itself(client, glossary):
    glossary.body = [("paragraph", "<p>Des aidants.</p>")]
    glossary.save_revision().publish()
    assert not BeautifulSoup(client.get("/glossaire/").content, "html.parser").select(".term-word")


@pytest.mark.django_db
def test_a_change_is_seen_at_once_and_a_hidden_glossary_explains_nothing(client, glossary):
    page = page_saying("Des aidants et du répit.")
    client.get(page.get_url())
    GlossaryEntryFactory(page=glossary, slug="repit", term="Répit", definition="Un temps pour souffler.")
    glossary.refresh_from_db()
    glossary.save_revision().publish()
    assert "Un temps pour souffler." in client.get(page.get_url()).content.decode()
    glossary.refresh_from_db()
    glossary.unpublish()
    assert "Qui aide un proche." not in client.get(page.get_url()).content.decode()


@pytest.mark.django_db
def test_it_costs_one_query_a_minute_whatever_the_page_says(client, glossary):
    at = timezone.now()
    assert len(queries_of(lambda: read_terms(at))) <= 2 + 5  # the layout may have to be read first
    assert queries_of(lambda: read_terms(at)) == []

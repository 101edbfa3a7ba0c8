"""How a question is read: concepts, synonyms, mistakes, beginnings."""

import pytest

from search.question import PART, SYNONYM, build_synonyms, read
from search.vocabulary import WordList

GROUPS = [
    (["perte d'autonomie", "dépendance"], []),
    (["maison de retraite", "ehpad"], []),
    (["apa"], ["activité physique adaptée", "allocation personnalisée d'autonomie"]),
    (["chauffage", "chauffer", "radiateur"], []),
]
SYNONYMS = build_synonyms(GROUPS)
WORDS = WordList.of(["chauffetoi", "logement", "logements", "energetique", "aidant", "aidants", "compost", "siel"])


def stems(concept):
    return [way.stems for way in concept.ways]


def test_a_term_of_several_words_is_one_concept_whatever_its_small_words():
    for asked in ("perte d’autonomie", "perte autonomie", "La perte d'autonomie !"):
        (concept,) = read(asked, SYNONYMS).concepts
        assert ("pert", "autonom") in stems(concept)
        assert ("depend",) in stems(concept)


def test_a_synonym_is_worth_less_than_the_word():
    (concept,) = read("ehpad", SYNONYMS).concepts
    assert [way.worth for way in concept.ways] == [1.0, SYNONYM]
    assert concept.ways[1].stems == ("maison", "de", "retrait")


def test_one_way_stays_one_way():
    (concept,) = read("apa", SYNONYMS).concepts
    assert ("activ", "physiqu", "adapt") in stems(concept)
    assert all(("apa",) not in stems(one) for one in read("activité physique adaptée", SYNONYMS).concepts)


def test_two_words_that_somebody_writes_as_one_are_its_name():
    for asked in ("chauffe toi", "Chauffe-toi", "chauffe‑toi"):
        (concept,) = read(asked, SYNONYMS, WORDS).concepts
        assert concept.ways[0].stems == ("chauffeto",)
        assert [way.worth for way in concept.ways[1:]] == [PART]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("logemant", "logement"),
        ("lgoement", "logement"),
        ("energetik", "energetique"),
        ("aidnats", "aidants"),
        ("compots", "compost"),
    ],
)
def test_a_mistake_finds_what_was_meant(typed, meant):
    (concept,) = read(typed, vocabulary=WORDS).concepts
    assert concept.nearest[0] in {meant, meant.removesuffix("s"), f"{meant}s"}


@pytest.mark.parametrize("typed", ["lo", "xyzzy", "sel", "pizza"])
def test_what_resembles_nothing_is_left_as_it_is(typed):
    (concept,) = read(f"{typed} logement", vocabulary=WORDS).concepts[:1]
    assert concept.nearest == ()


def test_the_last_word_may_be_unfinished_and_no_other():
    (concept,) = read("compo", vocabulary=WORDS).concepts
    assert [way.stems for way in concept.ways if way.opening] == [("compo",)]
    first, _second = read("compo logement", vocabulary=WORDS).concepts
    assert not any(way.opening for way in first.ways)


def test_words_that_only_ask_weigh_little_unless_they_are_all():
    asked = read("trouver un logement").concepts
    assert [concept.soft for concept in asked] == [True, False]
    assert [concept.soft for concept in read("trouver").concepts] == [False]

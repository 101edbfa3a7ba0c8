"""The analyser, word by word: what must meet meets, what must not does not, and any text goes through."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.french import LONGEST_TOKEN, MOST_TERMS, analyse, fold, joined, sortable
from search.question import read

FAMILIES = [
    "rénover rénovation rénovations rénovée rénovées renove",
    "accompagner accompagnement accompagnements accompagnée",
    "bénévole bénévoles bénévolat",
    "précarité précaire précaires",
    "association associations associative associatif",
    "solidaire solidaires solidarité",
    "énergie énergies énergétique energetique",
    "âge âgé âgée âgées ages",
    "local locale locaux locales",
    "cheval chevaux",
    "lieu lieux",
    "jeu jeux",
    "eau eaux",
    "bureau bureaux",
    "vélo vélos velo",
    "fête fêtes fete FÊTES",
    "œuvre oeuvres Œuvre",
    "rural ruraux rurale ruralité",
    "sportif sportive sportifs",
    "chômage chômeur chômeuses",
    "travail travailler travailleur travailleuse",
    "retraite retraités",
    "coopérative coopératives coopération",
    "aide aides aider",
    "œil yeux",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_meets(family):
    assert len({analyse(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("isolation", "isolement"),
        ("isolation", "isolé"),
        ("isolement", "isolée"),
        ("commune", "communauté"),
        ("commun", "commune"),
        ("forme", "formation"),
        ("aide", "aidant"),
        ("mobilité", "mobilier"),
        ("emploi", "employeur"),
        ("social", "société"),
        ("port", "porte"),
        ("Paris", "pari"),
        ("logis", "logement"),
    ],
)
def test_strangers_do_not_meet(one, other):
    assert analyse(one) != analyse(other)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("l’énergie", "énergie"),
        ("l'énergie", "énergie"),
        ("jusqu’au", "au"),
        ("qu'il", "il"),
        ("L’APA", "apa"),
        ("e\u0301nergie", "énergie"),
        ("aujourd’hui", "aujourdhui"),
        ("prud'hommes", "prudhommes"),
        ("quelqu’un", "quelquun"),
        ("soft\u00adware", "software"),
    ],
)
def test_elision_and_apostrophes(written, read):
    assert analyse(written) == analyse(read)


@pytest.mark.parametrize("written", ["chauffe-toi", "chauffe toi", "Chauffe‑toi", "chauffetoi"])
@pytest.mark.parametrize("asked", ["chauffe-toi", "chauffe toi", "CHAUFFETOI"])
def test_compounds_meet_both_ways(written, asked):
    held = {*analyse(written).split(), *joined(written).split()}
    assert all(held & {stem for way in concept.ways for stem in way.stems} for concept in read(asked).concepts)


def test_a_compound_is_not_its_first_half():
    held = {*analyse("le chauffage qui chauffe"), *joined("le chauffage qui chauffe").split()}
    assert "chauffeto" not in held
    assert "arcenciel" in joined("un arc-en-ciel").split()


def test_stop_words_are_left_out_of_questions_that_say_more():
    assert [concept.ways[0].stems for concept in read("à vélo").concepts] == [("velo",)]
    assert [concept.ways[0].stems[0] for concept in read("qui est là").concepts] == ["qui", "est", "la"]
    assert "a" in analyse("à vélo").split()


def test_questions_are_bounded():
    assert len(read("mot " * 5000).concepts) <= MOST_TERMS
    assert read(" ?!… ").concepts == ()
    assert read("").concepts == ()


def test_alphabetical_order_ignores_accents_and_case():
    assert sorted(["Zèbre", "Écologie", "âge", "Eau"], key=sortable) == ["âge", "Eau", "Écologie", "Zèbre"]
    assert fold("Cœur ÉTÉ") == "coeur ete"


ODD = [
    '"', "''", "’", "\x00", "AND OR NOT NEAR(", "*", "\\", "a" * 10_000, "🎉", "مرحبا بالعالم", "\ud800", "日本語",
    "-", "l’", "%", "_", ":*", "&|!", "x'y'z", "١٢٣", "ﬁn", "½", "İstanbul",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_become_plain_stems(text):
    for found in [*analyse(text).split(), *joined(text).split()]:
        assert found.isascii()
        assert found.isalnum()
        assert len(found) <= LONGEST_TOKEN


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_becomes_plain_stems(text):
    found = [
        *analyse(text).split(),
        *joined(text).split(),
        *(stem for concept in read(text).concepts for way in concept.ways for stem in way.stems),
    ]
    assert all(way.isascii() and way.isalnum() and len(way) <= LONGEST_TOKEN for way in found)

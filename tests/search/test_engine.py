"""What every engine must answer. Run on SQLite and on PostgreSQL."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.readers import ANONYMOUS, PUBLIC, SIGNED_IN, TEAM, group_token
from search.contracts import Filters, PassageText
from search.engine import NO_FILTERS, search
from search.enums import EntryKind
from tests.search.conftest import AT, TEAM_READER, member_of, reader_with
from tests.search.factories import make_entry
from tests.search.test_french import ODD
from tests.support.queries import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.data, pytest.mark.engine]


def ask(question, filters=NO_FILTERS, reader=ANONYMOUS, **values):
    return search(question, filters, reader=reader, at=AT, **values)


def titles(results):
    return [hit.entry.title for hit in results.hits]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("energie", "L’énergie chez soi"),
        ("ÉNERGÉTIQUE", "L’énergie chez soi"),
        ("l’énergie", "L’énergie chez soi"),
        ("oeuvre", "Une œuvre commune"),
        ("chauffe toi", "L’appel Chauffe-toi"),
        ("chauffetoi", "L’appel Chauffe-toi"),
        ("chauffe-toi", "L’appel Chauffe-toi"),
        ("benevole", "Bénévolat à vélo"),
        ("à vélo", "Bénévolat à vélo"),
        ("isolement", "Rompre l’isolement"),
        ("isolation", "Isolation des combles"),
    ],
)
def test_french_is_read(question, title):
    for held in (
        "L’énergie chez soi", "Une œuvre commune", "L’appel Chauffe-toi", "Bénévolat à vélo", "Rompre l’isolement",
        "Isolation des combles", "Le chauffage qui chauffe bien",
    ):  # fmt: skip
        make_entry(title=held)
    assert titles(ask(question))[0] == title


def test_strangers_are_not_found():
    make_entry(title="Rompre l’isolement")
    assert titles(ask("isolation")) == []


def test_all_words_matter_wherever_they_stand():
    make_entry(title="Le jardin", body="On y parle de santé.")
    make_entry(title="Le jardin seul")
    make_entry(title="La santé seule")
    assert titles(ask("jardin santé")) == ["Le jardin"]


def test_some_words_are_taken_when_no_entry_has_all_and_it_says_so():
    make_entry(title="Le jardin partagé du quartier")
    make_entry(title="Le marché")
    found = ask("jardin partagé trottinette")
    assert titles(found) == ["Le jardin partagé du quartier"]
    assert found.relaxed
    assert not ask("jardin partagé").relaxed


def test_half_of_the_words_is_not_an_answer():
    make_entry(title="Le prix du bois")
    make_entry(title="Le marché")
    assert titles(ask("prix bitcoin")) == []


def test_nonsense_finds_nothing():
    make_entry(title="Le jardin")
    found = ask("xyzzy plugh")
    assert (found.total, found.hits, found.pages) == (0, (), 1)


def test_the_last_word_may_be_unfinished():
    make_entry(title="Cartographie des lieux")
    assert titles(ask("cartogra")) == ["Cartographie des lieux"]


def test_title_comes_before_summary_before_body_and_boost_counts():
    make_entry(title="Autre chose", body="Le compost, dit en passant. " + "Un mot. " * 20)
    make_entry(title="Un atelier", summary="Faire son compost.")
    make_entry(title="Compost")
    make_entry(title="Page poussée", body="Le compost, dit en passant. " + "Un mot. " * 20, boost=1.5)
    found = titles(ask("compost"))
    assert found[0] == "Compost"
    assert found.index("Page poussée") < found.index("Autre chose")


def test_what_is_over_comes_lower():
    past = {"starts_at": AT.replace(year=2020), "ends_at": AT.replace(year=2020)}
    make_entry(title="Atelier vélo A", kind=EntryKind.EVENT, **past)
    future = {"starts_at": AT.replace(year=2028), "ends_at": AT.replace(year=2028)}
    make_entry(title="Atelier vélo B", kind=EntryKind.EVENT, **future)
    assert titles(ask("atelier vélo")) == ["Atelier vélo B", "Atelier vélo A"]


def test_a_clip_is_found_by_what_is_said_at_its_second():
    cues = (
        PassageText(text="Bonjour à toutes et à tous.", starts_at_seconds=0),
        PassageText(text="Pliez les genoux <doucement>.", starts_at_seconds=102.4),
    )
    make_entry(title="La gym", kind=EntryKind.CLIP, address="/gym/", summary="Bouger chez soi.", passages=cues)
    (hit,) = ask("plier les genoux").hits
    assert hit.address == "/gym/?t=102"
    assert "<mark>Pliez</mark>" in hit.excerpt
    assert "&lt;doucement&gt;" in hit.excerpt


def test_the_second_of_the_passage_with_most_words():
    cues = tuple(
        PassageText(text=text, starts_at_seconds=second)
        for second, text in [(5, "Le dos."), (12, "Les genoux."), (31, "Le dos et les genoux.")]
    )
    make_entry(title="La gym", kind=EntryKind.CLIP, passages=cues)
    assert ask("dos genoux").hits[0].seconds == 31


def test_marks_keep_the_accents_and_escape_everything_else():
    make_entry(title="<script>alert(1)</script> Énergies", summary="Un texte & des énergies « durables ».")
    (hit,) = ask("energie").hits
    assert hit.title == "&lt;script&gt;alert(1)&lt;/script&gt; <mark>Énergies</mark>"
    assert hit.excerpt == "Un texte &amp; des <mark>énergies</mark> « durables »."


def test_an_excerpt_quotes_sentences_and_not_the_facts_that_found_the_page():
    body = "On y parle de compost et de jardin.\nAidants\nGrand public\nLieu communiqué aux inscrits\ngratuit"
    make_entry(title="Un café", summary="Un moment simple.", body=body)
    (hit,) = ask("lieu communiqué").hits
    assert hit.excerpt == "Un moment simple."
    (hit,) = ask("compost").hits
    assert hit.excerpt == "On y parle de <mark>compost</mark> et de jardin."


def test_lines_that_nothing_ends_stay_apart_in_an_excerpt():
    make_entry(title="Un groupe", body="Protection sociale\nMise en relation\nFinancement")
    (hit,) = ask("relation").hits
    assert hit.excerpt == "Protection sociale · Mise en <mark>relation</mark> · Financement"
    make_entry(title="Un texte", body="Un potager.\nIl est ouvert « à tous. »\nTous les jours.")
    (hit,) = ask("potager").hits
    assert hit.excerpt == "Un <mark>potager</mark>.\nIl est ouvert « à tous. »\nTous les jours."


def test_kinds_count_everything_and_the_filter_only_what_is_chosen():
    make_entry(title="Jardin A", kind=EntryKind.CLIP)
    make_entry(title="Jardin B", kind=EntryKind.CLIP)
    make_entry(title="Jardin C", kind=EntryKind.EVENT)
    found = ask("jardin", Filters(kinds=(EntryKind.EVENT,)))
    assert titles(found) == ["Jardin C"]
    assert found.total == 1
    assert found.kinds == {"clip": 2, "event": 1}
    assert ask("jardin").total == sum(found.kinds.values())


def test_terms_add_up_and_values_are_alternatives():
    make_entry(title="Jardin A", terms={"theme": ["sante"], "territory": ["paris-75", "ile-de-france"]})
    make_entry(title="Jardin B", terms={"theme": ["sante"]})
    make_entry(title="Jardin C", terms={"theme": ["climat"], "territory": ["paris-75"]})
    assert titles(ask("jardin", Filters(terms={"theme": ("sante",), "territory": ("ile-de-france",)}))) == ["Jardin A"]
    assert len(titles(ask("jardin", Filters(terms={"theme": ("sante", "climat")})))) == 3


def test_facets_count_all_choices_but_their_own():
    make_entry(title="Jardin A", kind=EntryKind.CLIP, terms={"theme": ["sante"], "territory": ["paris-75"]})
    make_entry(title="Jardin B", kind=EntryKind.EVENT, terms={"theme": ["sante"]})
    make_entry(title="Jardin C", kind=EntryKind.EVENT, terms={"theme": ["climat"], "territory": ["paris-75"]})
    make_entry(title="Jardin secret", terms={"theme": ["sante"]}, audiences=frozenset({TEAM}))
    make_entry(title="La mer", terms={"theme": ["sante"]})
    chosen = Filters(kinds=(EntryKind.EVENT,), terms={"theme": ("sante",)})
    found = ask("jardin", chosen, facets=("theme", "territory"))
    assert titles(found) == ["Jardin B"]
    assert found.facets["theme"] == {"sante": 1, "climat": 1}
    assert found.facets["kind"] == {"clip": 1, "event": 1}
    assert found.facets["territory"] == {}
    assert sum(ask("jardin", facets=("theme",)).facets["theme"].values()) == 3


def test_what_is_open_now_and_what_is_latest_first():
    past, future = AT.replace(year=2020), AT.replace(year=2028)
    make_entry(title="Jardin ouvert", starts_at=past, ends_at=future, sort_on=past)
    make_entry(title="Jardin fini", starts_at=past, ends_at=past, sort_on=AT)
    make_entry(title="Jardin à venir", starts_at=future, ends_at=future, sort_on=future)
    assert titles(ask("jardin", Filters(is_open=True))) == ["Jardin ouvert"]
    assert titles(ask("", Filters(is_open=True))) == ["Jardin ouvert"]
    assert ask("jardin").facets["open"] == {"1": 1}
    assert titles(ask("jardin", by_date=True)) == ["Jardin à venir", "Jardin fini", "Jardin ouvert"]


AUDIENCES = [
    (frozenset({PUBLIC}), {"anonymous", "signed-in", "group", "team"}),
    (frozenset({SIGNED_IN}), {"signed-in", "group", "team"}),
    (frozenset({group_token(7), TEAM}), {"group", "team"}),
    (frozenset({TEAM}), {"team"}),
]


@pytest.mark.parametrize(("audiences", "readers"), AUDIENCES)
def test_only_who_may_see_finds_counts_and_reads(audiences, readers):
    make_entry(title="Canari", summary="Un secret jaune.", audiences=audiences)
    asking = {
        "anonymous": ANONYMOUS, "signed-in": reader_with(), "group": member_of(7), "other group": member_of(8),
        "team": TEAM_READER,
    }  # fmt: skip
    found = {name: ask("canari", reader=reader) for name, reader in asking.items()}
    allowed = readers | ({"other group"} if "signed-in" in readers else set())
    assert {name for name, results in found.items() if results.hits} == allowed
    assert {name for name, results in found.items() if results.total or results.kinds} == allowed


def test_what_is_not_visible_yet_or_no_more_is_not_found():
    make_entry(title="Canari demain", visible_from=AT.replace(day=9))
    make_entry(title="Canari hier", visible_until=AT)
    make_entry(title="Canari du jour", visible_from=AT, visible_until=AT.replace(day=9))
    assert titles(ask("canari")) == ["Canari du jour"]


def test_pages_follow_each_other_and_the_last_one_answers_for_all_beyond():
    for number in range(30):
        make_entry(title=f"Jardin {number:02}")
    first, second, beyond = (ask("jardin", page=page) for page in (1, 2, 10**9))
    assert (first.total, first.pages, len(first.hits), len(second.hits)) == (30, 2, 20, 10)
    assert set(titles(first)).isdisjoint(titles(second))
    assert titles(beyond) == titles(second)
    assert titles(ask("jardin", page=-1)) == titles(first)


def test_queries_do_not_grow_with_results():
    def count():
        ask("jardin")  # the words that the process keeps are read
        return len(queries_of(lambda: ask("jardin")))

    for number in range(3):
        make_entry(title=f"Jardin {number}", passages=(PassageText(text="au jardin", starts_at_seconds=1),))
    few = count()
    for number in range(20):
        make_entry(title=f"Jardin encore {number}", passages=(PassageText(text="au jardin", starts_at_seconds=1),))
    assert count() == few <= 5


@pytest.mark.parametrize(
    "text", [*ODD, "NEAR(a b)", 'a" OR "b', "title:jardin", "jardin*", "^jardin", "-jardin", "a:*"]
)
def test_odd_questions_are_answered(text):
    make_entry(title=text or "?", summary=text, body=text, passages=(PassageText(text=text, starts_at_seconds=0),))
    ask(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_any_question_is_answered(db, text):
    ask(text)

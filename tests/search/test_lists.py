"""The one function behind every list: filters, refusals, pages, counts, queries."""

from datetime import UTC, datetime

import pytest

from django.http import QueryDict

from portal.readers import ANONYMOUS, TEAM
from search.enums import EntryKind, TermName
from search.facets import register_labels
from search.listing import build_listing
from search.models import Entry
from search.querysets import EntryQuerySet
from tests.portal.factories import TerritoryFactory, ThemeFactory
from tests.search.conftest import AT, TEAM_READER
from tests.search.factories import make_entry
from tests.support.queries import assert_at_most, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.data]

FIELDS = ("q", "kind", "theme", "territory", "coalition", "association", "organisation_kind", "start", "end")
KINDS = (EntryKind.EVENT, EntryKind.CLIP)


def listing(address="", reader=ANONYMOUS, **values):
    values = {"kinds": KINDS, "fields": FIELDS, **values}
    return build_listing(data=QueryDict(address), reader=reader, at=AT, **values)


def titles(found):
    return [entry.title for entry in found.entries]


def event(title, day, **values):
    moment = datetime(2027, 1, day, 18, tzinfo=UTC)
    return make_entry(title=title, kind=EntryKind.EVENT, starts_at=moment, ends_at=moment, sort_on=moment, **values)


def test_a_list_shows_its_kinds_the_latest_first():
    event("Ancien", 2)
    event("Nouveau", 20)
    make_entry(title="Un clip", kind=EntryKind.CLIP)
    make_entry(title="Une page", kind=EntryKind.PAGE)
    found = listing()
    assert titles(found) == ["Nouveau", "Ancien", "Un clip"]
    assert (found.total, found.active, found.message) == (3, [], "")


def test_filters_are_told_counted_and_can_be_taken_off():
    ThemeFactory(slug="sante", name="Santé")
    TerritoryFactory(slug="ici", name="Ici")
    make_entry(title="Coalition A", kind=EntryKind.COALITION, slug="a", terms={"coalition": ["a"]})
    event("Un", 2, terms={"theme": ["sante"], "territory": ["ici"], "coalition": ["a"]})
    event("Deux", 3, terms={"theme": ["sante"]})
    found = listing("theme=sante&coalition=a&page=1")
    assert titles(found) == ["Un"]
    assert [item["label"].rpartition(": ")[2] for item in found.active] == ["Santé", "Coalition A"]
    assert [item["url"] for item in found.active] == ["?coalition=a", "?theme=sante"]
    assert ("sante", "Santé (2)") in found.form.fields["theme"].choices


def test_words_are_looked_for_in_french():
    event("L’énergie chez soi", 2)
    event("Autre", 3)
    assert titles(listing("q=energies")) == ["L’énergie chez soi"]
    assert titles(listing("q=%22%00*")) == ["Autre", "L’énergie chez soi"]


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("theme=inconnu", "theme"),
        ("kind=page", "kind"),
        ("kind=%00", "kind"),
        ("start=hier", "start"),
        ("start=0001-01-01", "start"),
        ("end=9999-12-31", "end"),
        ("start=2027-02-01&end=2027-01-01", "end"),
        ("territory=%27%22%3B--", "territory"),
    ],
)
def test_a_bad_parameter_is_told_and_does_not_filter(address, field):
    event("Février", 28)
    found = listing(address)
    assert list(found.form.errors) == [field]
    assert found.total == (1 if "2027-02" not in address else 0)
    assert field not in [item["name"] for item in found.active]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("start=2027-01-10", ["Le 20", "Le 10"]),
        ("end=10/01/2027", ["Le 10", "Le 2"]),
        ("start=2027-01-03&end=2027-01-19", ["Le 10"]),
    ],
)
def test_a_period_includes_both_its_days(address, expected):
    for day in (2, 10, 20):
        event(f"Le {day}", day)
    assert titles(listing(address)) == expected


@pytest.mark.parametrize("asked", ["0", "-1", "abc", "99999999999999999999", "", "1e3", "%D9%A1"])
def test_a_bad_page_says_so_and_shows_the_nearest(asked):
    event("Un", 2)
    found = listing(f"page={asked}")
    assert found.page.number == 1
    assert found.message


def test_pages_hold_what_they_say():
    for day in range(1, 29):
        event(f"Le {day}", day)
    assert [len(titles(listing(f"page={number}"))) for number in (1, 2, 3)] == [12, 12, 4]
    assert listing("page=4").page.number == 3


def test_alphabetical_lists_fold_accents():
    for title in ("Zèbre", "Écologie", "Eau"):
        make_entry(title=title, kind=EntryKind.CLIP)
    assert titles(listing(order=EntryQuerySet.by_title)) == ["Eau", "Écologie", "Zèbre"]


def test_choices_never_name_what_the_reader_may_not_see():
    ThemeFactory(slug="secret", name="Thème secret")
    event("Caché", 2, terms={"theme": ["secret"]}, audiences=frozenset({TEAM}))
    assert "secret" not in dict(listing().form.fields["theme"].choices)
    assert "secret" in dict(listing(reader=TEAM_READER).form.fields["theme"].choices)
    assert listing("theme=secret").form.errors


def test_apps_name_their_own_terms(monkeypatch):
    monkeypatch.setattr("search.facets._registered", {})
    register_labels(TermName.ORGANISATION_KIND, lambda: {"membre": "Membre", "autre": "Autre"})
    event("Un", 2, terms={"organisation-kind": ["membre"]})
    assert listing().form.fields["organisation_kind"].choices[1:] == [("membre", "Membre (1)")]


def test_lists_ask_six_queries_at_most_and_no_more_for_more_rows():
    def read():
        return titles(listing("theme=sante&q=jour"))

    ThemeFactory(slug="sante", name="Santé")
    for day in range(1, 4):
        event(f"Jour {day}", day, terms={"theme": ["sante"]})
    assert_at_most(read, 6)
    few = len(queries_of(read))
    for day in range(1, 29):
        event(f"Jour encore {day}", day, terms={"theme": ["sante"]})
    read()
    assert len(queries_of(read)) == few
    assert_at_most(read, 2)


def test_moments_divide_what_is_to_come_from_what_is_over():
    for day in (2, 20):
        event(f"Le {day}", day)
    make_entry(title="Sans date", kind=EntryKind.EVENT)
    events = Entry.objects.visible_to(ANONYMOUS, AT).of_kinds(EntryKind.EVENT)
    assert [entry.title for entry in events.upcoming(AT)] == ["Le 20"]
    assert [entry.title for entry in events.past(AT)] == ["Le 2", "Sans date"]
    assert events.facet_counts("theme") == {}
    assert events.kind_counts() == {"event": 3}


def test_calls_open_and_close_at_their_moments():
    opens, closes = AT, AT.replace(month=2)
    make_entry(title="Appel", kind=EntryKind.CALL, starts_at=opens, ends_at=closes)
    calls = Entry.objects.all()
    assert calls.open_at(opens).count() == 1
    assert calls.open_at(closes).count() == 0
    assert calls.coming(opens).count() == 0
    assert calls.coming(AT.replace(year=2026)).count() == 1

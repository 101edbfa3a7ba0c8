"""What stands beside a page, read from the projection."""

from datetime import timedelta

import pytest

from portal.readers import ANONYMOUS, SIGNED_IN
from search.enums import EntryKind
from search.labels import register_sorts, sort_label
from search.lists import list_address, register_list
from search.models import Entry
from search.related import entries_of_pages, related_entries, shelves
from search.templatetags.search_entries import call_state, entry_sort, quote_address
from tests.coalitions.factories import MemberPageFactory, ProjectPageFactory
from tests.portal.factories import RelatedPageFactory
from tests.search.conftest import AT
from tests.search.factories import DocumentSource, make_entry
from tests.support.queries import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def about(source, kind, title, **values):
    return make_entry(source, kind=kind, title=title, terms={"association": ["siel-bleu"]}, **values)


def read(**sizes):
    found = shelves(term="association", value="siel-bleu", sizes=sizes, reader=ANONYMOUS, at=AT)
    return {kind: [entry.title for entry in shelf.entries] for kind, shelf in found.items()}, found


def test_pages_are_found_by_their_id_and_hidden_ones_are_not():
    shown, draft = MemberPageFactory(), MemberPageFactory(live=False)
    assert list(entries_of_pages([shown.pk, draft.pk, 0], reader=ANONYMOUS, at=AT)) == [shown.pk]


def test_related_pages_are_read_in_two_queries_whatever_their_number():
    page = ProjectPageFactory()
    assert related_entries(page, ANONYMOUS, AT) == []
    for order, title in enumerate(["A", "B", "C"]):
        RelatedPageFactory(page=page, target=MemberPageFactory(title=title), sort_order=-order, reason=title.lower())
    page = type(page).objects.get(pk=page.pk)
    assert len(queries_of(lambda: related_entries(page, ANONYMOUS, AT))) == 2
    found = related_entries(page, ANONYMOUS, AT)
    assert [(item.entry.title, item.reason) for item in found] == [("C", "c"), ("B", "b"), ("A", "a")]


def test_each_kind_has_a_shelf_with_its_first_entries_and_its_count():
    source = DocumentSource()
    for number in range(4):
        about(source, EntryKind.CLIP, f"Clip {number}", sort_on=AT - timedelta(days=number))
    make_entry(source, kind=EntryKind.CLIP, title="D’une autre")
    titles, found = read(clip=3, event=2)
    assert titles == {"clip": ["Clip 0", "Clip 1", "Clip 2"], "event": []}
    assert (found["clip"].total, found["clip"].has_more) == (4, True)
    assert (found["event"].total, found["event"].has_more) == (0, False)


def test_what_is_to_come_stands_before_what_is_over():
    source = DocumentSource()
    for title, days in [("hier", -1), ("l’an dernier", -365), ("dans un mois", 30), ("demain", 1)]:
        moment = AT + timedelta(days=days)
        about(source, EntryKind.EVENT, title, starts_at=moment, ends_at=moment, sort_on=moment)
    assert read(event=9)[0]["event"] == ["demain", "dans un mois", "hier", "l’an dernier"]


def test_a_shelf_shows_what_the_reader_may_open_only():
    source = DocumentSource()
    about(source, EntryKind.CLIP, "Public")
    about(source, EntryKind.CLIP, "Réservé", audiences=frozenset({SIGNED_IN}))
    titles, found = read(clip=5)
    assert titles["clip"] == ["Public"]
    assert found["clip"].total == 1


def test_all_shelves_are_one_query():
    source = DocumentSource()
    for kind in (EntryKind.CLIP, EntryKind.EVENT, EntryKind.KIT):
        about(source, kind, str(kind))
    assert len(queries_of(lambda: read(clip=3, event=3, kit=3, article=3))) == 1


def test_a_shelf_leaves_out_what_the_page_shows_elsewhere():
    source = DocumentSource()
    first = about(source, EntryKind.CLIP, "Déjà là")
    about(source, EntryKind.CLIP, "Autre")
    shelf = read(clip=5)[1]["clip"].without([first])
    assert [entry.title for entry in shelf.entries] == ["Autre"]
    assert not shelf.has_more


def test_an_entry_says_what_sort_it_is_of(monkeypatch):
    monkeypatch.setattr("search.labels._labels", {})
    register_sorts(EntryKind.PAGE, EntryKind)
    assert sort_label("page", "clip")[0].isupper()
    assert sort_label("page", "inconnu") == ""
    assert entry_sort(Entry(kind="page", card={"sort": "event"})) == sort_label("page", "event")
    assert entry_sort(Entry(kind="clip", card={})) == str(EntryKind.CLIP.label)


def test_a_call_is_coming_then_open_then_closed():
    day = timedelta(days=1)
    states = [
        call_state(Entry(starts_at=start, ends_at=end), AT)
        for start, end in [(AT + day, AT + 2 * day), (AT - day, AT + day), (AT - 2 * day, AT - day), (None, None)]
    ]
    assert [state["code"] for state in states] == ["coming", "open", "closed", "open"]
    assert [state["until"] for state in states] == [AT + day, AT + day, None, None]


def test_a_quotation_opens_the_clip_at_its_second():
    assert quote_address(Entry(address="/c/", card={"quote_at": 41.5})) == "/c/?t=41"
    assert quote_address(Entry(address="/c/", card={})) == ""


def test_a_list_is_linked_narrowed_to_what_one_looks_for(house, monkeypatch):
    monkeypatch.setattr("search.lists._lists", {})
    assert list_address("member", "coalition", "alliance", AT) == ""
    register_list(type(house.members), "member")
    register_list(type(house.agenda), "event", filtered=True)
    assert list_address("member", "coalition", "alliance", AT) == "/membres/?coalition=alliance"
    assert list_address("event", "association", "siel-bleu", AT) == "/agenda/?kind=event&association=siel-bleu"

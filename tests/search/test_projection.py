"""Every change of a page changes its entry in the same transaction; what goes round the signals is repaired."""

from datetime import timedelta
from io import StringIO

import pytest

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, transaction

from wagtail.models import Page, PageViewRestriction

from coalitions.models import CoalitionPage, MemberPage
from home.models import StandardPage
from portal.models import PortalTag
from portal.readers import ANONYMOUS, PUBLIC, SIGNED_IN, TEAM, Reader, group_token
from search.backends import database
from search.engine import search
from search.enums import TermName
from search.lookups import narrowed
from search.models import Entry, KnownWord
from search.services import index_missing, sync
from search.sources import source_of
from tests.coalitions.factories import CoalitionPageFactory, MemberPageFactory
from tests.home.factories import StandardPageFactory
from tests.portal.factories import TerritoryFactory, ThemeFactory
from tests.search.conftest import AT, TEAM_READER, member_of, reader_with
from tests.search.factories import DocumentSource, make_entry
from tests.support.queries import counted_queries

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def entry_of(page):
    return Entry.objects.filter(object_key=str(page.pk), source=type(page)._meta.label_lower).first()


def found(words, reader=ANONYMOUS):
    return [hit.entry.title for hit in search(words, reader=reader, at=AT).hits]


def publish(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def restrict(page, kind, *groups):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")
    restriction.groups.set(groups)
    return restriction


def tokens(entry):
    return set(entry.terms.filter(name=TermName.AUDIENCE).values_list("value", flat=True))


def test_publishing_writes_and_a_draft_stays_out():
    page = MemberPageFactory(title="Le Hérisson", summary="Compost public.", live=False)
    assert entry_of(page) is None
    publish(page)
    assert found("compost") == ["Le Hérisson"]
    page.summary = "Brouillon ultrasecret."
    page.save_revision()
    page.save_revision(clean=False)
    assert found("ultrasecret") == []
    assert found("compost") == ["Le Hérisson"]
    publish(page)
    assert found("ultrasecret") == ["Le Hérisson"]
    assert found("compost") == []


def test_unpublishing_withdraws_also_below_and_from_the_index():
    page = StandardPageFactory(title="Mère")
    child = StandardPageFactory(title="Fille", parent=page)
    page.refresh_from_db()
    pk = entry_of(page).pk
    page.unpublish()
    assert entry_of(page) is None
    assert entry_of(child) is not None
    assert pk not in database.missing()
    assert database.remove_orphans() == 0


def test_unpublishing_a_plain_page_object_withdraws():
    page = StandardPageFactory(title="Mère")
    Page.objects.get(pk=page.pk).unpublish()
    assert entry_of(page) is None


def test_scheduled_publication_and_expiry():
    page = MemberPageFactory(title="Demain", live=False)
    page.go_live_at = AT + timedelta(days=400)
    page.save_revision().publish()
    assert entry_of(page) is None
    page.go_live_at = None
    page.expire_at = AT + timedelta(days=1)
    page.save_revision().publish()
    assert [entry.title for entry in Entry.objects.visible_to(ANONYMOUS, AT)].count("Demain") == 1
    assert not Entry.objects.visible_to(ANONYMOUS, AT + timedelta(days=1)).filter(title="Demain").exists()
    Page.objects.get(pk=page.pk).unpublish(set_expired=True)
    assert entry_of(page) is None


def test_moving_takes_the_whole_subtree_along():
    one, other = StandardPageFactory(slug="un"), StandardPageFactory(slug="deux")
    child = StandardPageFactory(slug="enfant", parent=one)
    grandchild = StandardPageFactory(slug="petit", parent=child)
    restrict(other, "login")
    child.refresh_from_db()
    other.refresh_from_db()
    child.move(other, pos="last-child")
    for page in (child, grandchild):
        page.refresh_from_db()
        assert entry_of(page).address == page.get_url_parts()[2]
        assert tokens(entry_of(page)) == {SIGNED_IN}
    assert entry_of(grandchild).address == "/deux/enfant/petit/"


def test_a_new_slug_changes_the_addresses_below(django_capture_on_commit_callbacks):
    parent = StandardPageFactory(slug="avant")
    child = StandardPageFactory(slug="enfant", parent=parent)
    parent.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        parent.slug = "apres"
        publish(parent)
    child.refresh_from_db()
    assert entry_of(parent).address == "/apres/"
    assert entry_of(child).address == child.get_url_parts()[2] == "/apres/enfant/"


def test_deleting_takes_the_subtree_out():
    parent = StandardPageFactory()
    child = StandardPageFactory(parent=parent)
    parent.refresh_from_db()
    parent.delete()
    assert not Entry.objects.filter(object_key__in=[str(parent.pk), str(child.pk)]).exists()
    assert database.remove_orphans() == 0


def test_deleting_by_queryset_takes_them_out():
    page = StandardPageFactory()
    Page.objects.filter(pk=page.pk).delete()
    assert entry_of(page) is None
    assert database.remove_orphans() == 0


def test_a_rollback_leaves_nothing():
    before = Entry.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        publish(MemberPageFactory(title="Fantôme"))
        assert found("fantôme")
        raise RuntimeError
    assert Entry.objects.count() == before
    assert found("fantôme") == []


def test_a_projection_that_fails_fails_the_publication(monkeypatch):
    page = MemberPageFactory(title="Avant")

    def fail(obj):
        raise ValueError("no")

    monkeypatch.setattr(source_of(MemberPage), "describe", fail)
    page.title = "Après"
    with pytest.raises(ValueError, match="no"), transaction.atomic():
        publish(page)
    assert MemberPage.objects.get(pk=page.pk).title == "Avant"
    assert entry_of(page).title == "Avant"


def test_aliases_stay_out():
    page = StandardPageFactory(title="Originale")
    alias = page.create_alias(update_slug="copie")
    assert entry_of(alias) is None
    assert found("originale") == ["Originale"]


def test_nothing_is_written_when_nothing_changed():
    page = publish(MemberPageFactory(title="Stable"))
    entry = entry_of(page)
    with counted_queries() as counted:
        publish(page)
    assert not [sql for sql in counted.writes if " search_index" in sql[:40] or '"search_' in sql[:40]]
    assert entry_of(page).version == entry.version


def test_versions_only_rise_also_after_a_withdrawal():
    page = publish(MemberPageFactory(title="Un"))
    versions = [entry_of(page).version]
    for title in ("Deux", "Trois"):
        page.title = title
        publish(page)
        versions.append(entry_of(page).version)
    page.unpublish()
    page.title = "Quatre"
    publish(page)
    versions.append(entry_of(page).version)
    assert versions == sorted(set(versions))


def test_entries_carry_themes_and_territories_with_what_they_lie_in():
    broad = ThemeFactory(slug="sante", name="Santé")
    theme = ThemeFactory(slug="sport-sante", name="Sport santé", parent=broad)
    region = TerritoryFactory(slug="bretagne-test", name="Bretagne")
    town = TerritoryFactory(slug="rennes-test", name="Rennes", parent=region)
    page = MemberPageFactory(title="Le club", live=False)
    page.themes.set([theme])
    page.territories.set([town])
    publish(page)
    held = set(entry_of(page).terms.values_list("name", "value"))
    assert {("theme", "sante"), ("theme", "sport-sante"), ("territory", "rennes-test")} <= held
    assert ("territory", "bretagne-test") in held
    assert ("association", page.slug) in held
    assert found("bretagne") == ["Le club"]


def test_renaming_a_theme_a_territory_or_a_tag_reaches_the_entries():
    theme, territory = ThemeFactory(name="Ancien"), TerritoryFactory(name="Vieuxbourg")
    page = MemberPageFactory(title="Le club", live=False)
    page.themes.set([theme])
    page.territories.set([territory])
    page.tags.add("motancien")
    publish(page)
    theme.name, theme.slug = "Zygomatique", "zygomatique"
    theme.save()
    territory.name = "Neuvilleneuve"
    territory.save()
    tag = PortalTag.objects.get(slug="motancien")
    tag.name = "quincaillerie"
    tag.save()
    for words in ("zygomatique", "neuvilleneuve", "quincaillerie"):
        assert found(words) == ["Le club"], words
    for words in ("vieuxbourg", "motancien"):
        assert found(words) == [], words
    assert entry_of(page).terms.filter(name="theme", value="zygomatique").exists()


def test_renaming_what_a_term_stands_for_reaches_its_carriers():
    member = publish(MemberPageFactory(title="Ancienne Maison", slug="maison"))
    coalition = CoalitionPageFactory(title="Coalition Une")
    coalition.memberships.create(association=member)
    publish(coalition)
    assert "Coalition Une" in found("ancienne maison")
    member.title = "Tournesol"
    publish(member)
    assert "Coalition Une" in found("tournesol")


GROUPS = {"login": {SIGNED_IN}, "password": {TEAM}}


@pytest.mark.parametrize(("kind", "expected"), GROUPS.items())
def test_a_restriction_reaches_everything_below_and_is_lifted(kind, expected):
    top = StandardPageFactory(title="Haut canari")
    child = StandardPageFactory(title="Bas canari", parent=top)
    restriction = restrict(top, kind)
    assert tokens(entry_of(top)) == tokens(entry_of(child)) == expected
    assert found("canari") == []
    restriction.delete()
    assert sorted(found("canari")) == ["Bas canari", "Haut canari"]


def test_restrictions_on_the_way_up_must_all_be_satisfied():
    one, two = Group.objects.create(name="un"), Group.objects.create(name="deux")
    top = StandardPageFactory(title="Haut canari")
    middle = StandardPageFactory(title="Milieu canari", parent=top)
    low = StandardPageFactory(title="Bas canari", parent=middle)
    restrict(top, "login")
    restrict(middle, "groups", one, two)
    restrict(low, "groups", two)
    assert tokens(entry_of(middle)) == {group_token(one.pk), group_token(two.pk), TEAM}
    assert tokens(entry_of(low)) == {group_token(two.pk), TEAM}
    assert found("canari", reader_with()) == ["Haut canari"]
    assert sorted(found("canari", member_of(one.pk))) == ["Haut canari", "Milieu canari"]
    assert len(found("canari", member_of(two.pk))) == 3
    two.delete()
    assert tokens(entry_of(low)) == {TEAM}
    assert len(found("canari", TEAM_READER)) == 3


@pytest.mark.parametrize(
    ("gates", "expected"),
    [
        ([], {PUBLIC}),
        ([{SIGNED_IN}], {SIGNED_IN}),
        ([{SIGNED_IN}, {"group:1", TEAM}], {"group:1", TEAM}),
        ([{"group:1", TEAM}, {SIGNED_IN}], {"group:1", TEAM}),
        ([{"group:1", TEAM}, {"group:2", TEAM}], {TEAM}),
        ([{"group:1"}, {"group:2"}], {TEAM}),
        ([{TEAM}, {SIGNED_IN}], {TEAM}),
        ([{TEAM}, {"group:1", TEAM}], {TEAM}),
    ],
)
def test_narrowing(gates, expected):
    held = frozenset({PUBLIC})
    for gate in gates:
        held = narrowed(held, frozenset(gate))
    assert held == expected


READERS = {
    "anonymous": ANONYMOUS,
    "signed-in": reader_with(),
    "team": TEAM_READER,
    "nobody": Reader(user_id=None, audiences=frozenset()),
}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    "kinds", [(), ("login",), ("groups",), ("password",), ("login", "groups"), ("groups", "password")]
)
def test_entries_show_what_pages_open(name, kinds):
    reader = READERS[name]
    page = StandardPageFactory(title="Canari")
    group = Group.objects.create(name="g")
    for kind in kinds:
        restrict(page, kind, *([group] if kind == "groups" else []))
    opens = StandardPage.objects.visible_to(reader, AT).filter(pk=page.pk).exists() and bool(reader.audiences)
    assert Entry.objects.visible_to(reader, AT).filter(title="Canari").exists() == opens


def forget_index(pk):
    """Take an entry out of the full-text index, as no signal would."""
    if database.dialect().REMOVE:
        database.remove(pk)
    else:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE search_entry SET document = NULL WHERE id = %s", [pk])


def test_sync_finds_and_repairs_what_went_round_the_signals():
    changed, hidden, gone = (MemberPageFactory(title=f"Page {n}") for n in "abc")
    lost, unindexed = MemberPageFactory(title="Perdue"), MemberPageFactory(title="Sans index")
    make_entry(title="Sans source")
    assert sync(at=AT).repaired == 1
    assert sync(at=AT).repaired == 0
    MemberPage.objects.filter(pk=changed.pk).update(summary="Tournesol.")
    Page.objects.filter(pk=changed.pk).update(title="Page changée")
    Page.objects.filter(pk=hidden.pk).update(live=False)
    Entry.objects.filter(pk=entry_of(gone).pk).update(object_key="999999")
    entry_of(lost).delete()
    forget_index(entry_of(unindexed).pk)
    report = sync(at=AT)
    assert (report.written, report.withdrawn, report.indexed) == (3, 2, 1)
    assert found("tournesol") == ["Page changée"]
    assert found("sans index") == ["Sans index"]
    assert sync(at=AT).repaired == 0


def test_the_command_says_how_many():
    StandardPageFactory()
    Entry.objects.all().delete()
    out = StringIO()
    call_command("search_sync", stdout=out)
    assert "differences repaired" in out.getvalue()
    assert " 0 differences" not in out.getvalue()


def test_sources_of_ordinary_models_follow_their_saves(registered):
    source = registered(DocumentSource())
    entry = make_entry(source, title="Un groupe")
    group = Group.objects.get(pk=entry.object_key)
    source.documents[group.pk] = None
    group.save()
    assert not Entry.objects.filter(pk=entry.pk).exists()
    with pytest.raises(ValueError, match="has a source already"):
        registered(DocumentSource())


def test_coalition_pages_represent_their_coalition():
    CoalitionPageFactory(slug="une-coalition")
    assert Entry.objects.with_term(TermName.COALITION, "une-coalition").get().source == CoalitionPage._meta.label_lower


def test_what_the_index_lost_is_found_again_at_the_next_minute(house):
    entry = make_entry(title="Une trottinette")
    forget_index(entry.pk)
    KnownWord.objects.all().delete()
    assert search("trottinette", reader=ANONYMOUS, at=AT).total == 0
    assert index_missing(at=AT) == 1
    assert search("trottinette", reader=ANONYMOUS, at=AT).total == 1
    assert KnownWord.objects.filter(word="trottinette").exists()
    assert index_missing(at=AT) == 0

"""What the projection knows about coalitions, organisations and projects."""

from datetime import UTC, date, datetime

import pytest

from coalitions.models import MemberPage
from coalitions.sources import COALITION_SOURCE, MEMBER_SOURCE, PROJECT_SOURCE, organisation_kinds
from coalitions.tasks import project_neighbours
from search.lookups import Lookups
from search.models import Entry
from search.services import project, sync
from tests.coalitions.factories import (
    CoalitionMembershipFactory,
    CoalitionPageFactory,
    CoalitionPrincipleFactory,
    MemberPageFactory,
    ProjectPageFactory,
    ProjectPartnerFactory,
)
from tests.portal.factories import TerritoryFactory, ThemeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.data]
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)


def document_of(source, page):
    return source.document(type(page).objects.get(pk=page.pk), Lookups())


def test_a_coalition_is_found_by_its_members_and_its_rules():
    coalition = CoalitionPageFactory(title="Alliance", tagline="Bien dans son logement.", hue_name="brique")
    CoalitionMembershipFactory(coalition=coalition, association=MemberPageFactory(title="Siel Bleu", slug="siel-bleu"))
    CoalitionMembershipFactory(
        coalition=coalition, association=MemberPageFactory(title="Anah", slug="anah"), role="financeur-possible"
    )
    CoalitionPrincipleFactory(coalition=coalition, title="Se réjouir du succès des autres")

    document = document_of(COALITION_SOURCE, coalition)

    assert document.kind == "coalition"
    assert document.hue == "brique"
    assert document.summary == "Bien dans son logement."
    assert {"Siel Bleu", "Anah"} <= set(document.keywords)
    assert list(document.terms["association"]) == ["siel-bleu"]
    assert list(document.terms["coalition"]) == [coalition.slug]
    assert "Se réjouir" in document.body
    assert document.card["count"] == 1


def test_a_list_of_members_that_is_not_complete_counts_about():
    coalition = CoalitionPageFactory(members_are_complete=False, members_count_approx=15)
    CoalitionMembershipFactory(coalition=coalition)
    card = document_of(COALITION_SOURCE, coalition).card
    assert (card["count"], card["is_approximate"]) == (15, True)


def test_a_draft_member_and_a_past_one_are_not_named():
    coalition = CoalitionPageFactory()
    CoalitionMembershipFactory(coalition=coalition, association=MemberPageFactory(title="Brouillon", live=False))
    CoalitionMembershipFactory(
        coalition=coalition, association=MemberPageFactory(title="Partie"), until=date(2020, 1, 1)
    )
    document = document_of(COALITION_SOURCE, coalition)
    assert not {"Brouillon", "Partie"} & set(document.keywords)
    assert document.card["count"] == 0


def test_an_organisation_is_found_by_where_what_and_with_whom():
    member = MemberPageFactory(slug="siel-bleu", other_names="GPS", competences="Activité physique adaptée")
    member.themes.add(ThemeFactory(slug="bouger"))
    member.territories.add(TerritoryFactory(slug="alsace"))
    member.save()
    coalition = CoalitionPageFactory(slug="alliance", short_name="Alliance logement", hue_name="brique")
    CoalitionMembershipFactory(coalition=coalition, association=member)
    led = ProjectPageFactory(slug="clips", pilot=member)
    ProjectPageFactory(slug="secret", title="Projet secret", pilot=member, live=False)

    document = document_of(MEMBER_SOURCE, member)

    assert document.hue == "brique"
    assert {"GPS", "Activité physique adaptée", coalition.title} <= set(document.keywords)
    assert list(document.terms["coalition"]) == ["alliance"]
    assert list(document.terms["association"]) == ["siel-bleu"]
    assert list(document.terms["organisation-kind"]) == ["membre"]
    assert list(document.terms["theme"]) == ["bouger"]
    assert list(document.terms["territory"]) == ["alsace"]
    # A term holds what is hidden too, so that it is found again once it shows; a name does not.
    assert list(document.terms["project"]) == [led.slug, "secret"]
    assert "secret" not in f"{document.keywords} {document.card}"
    assert document.card == {"sort": "membre", "is_member": True, "coalitions": ["Alliance logement"]}


def test_a_project_names_who_carries_it():
    coalition = CoalitionPageFactory(short_name="Alliance logement", slug="alliance")
    page = ProjectPageFactory(coalition=coalition, pilot=MemberPageFactory(slug="pilote"), short_name="Clips")
    ProjectPartnerFactory(project=page, organisation=MemberPageFactory(slug="partenaire"))
    ProjectPartnerFactory(project=page, organisation=MemberPageFactory(slug="cache", title="Cachée", live=False))

    document = document_of(PROJECT_SOURCE, page)

    assert list(document.terms["association"]) == ["pilote", "partenaire", "cache"]
    assert list(document.terms["coalition"]) == ["alliance"]
    assert "Clips" in document.keywords
    assert "Cachée" not in document.keywords
    assert document.card["coalition"] == {"name": "Alliance logement", "url": "/coalitions/alliance/"}
    assert document.card["count"] == 2


def test_the_draft_coalition_of_a_project_is_not_named():
    page = ProjectPageFactory(coalition=CoalitionPageFactory(title="Secrète", live=False))
    document = document_of(PROJECT_SOURCE, page)
    assert "coalition" not in document.card
    assert "Secrète" not in document.keywords


@pytest.mark.parametrize("source", [COALITION_SOURCE, MEMBER_SOURCE, PROJECT_SOURCE])
def test_a_draft_has_no_document(source):
    factories = {COALITION_SOURCE: CoalitionPageFactory, MEMBER_SOURCE: MemberPageFactory}
    page = factories.get(source, ProjectPageFactory)(live=False)
    assert document_of(source, page) is None


def test_a_new_member_takes_the_colour_of_its_coalition():
    member, coalition = MemberPageFactory(), CoalitionPageFactory(hue_name="framboise")
    CoalitionMembershipFactory(coalition=coalition, association=member)
    project_neighbours.call(coalition.pk)
    entry = Entry.objects.get(kind="member", slug=member.slug)
    assert entry.hue == "framboise"
    assert entry.terms.filter(name="coalition", value=coalition.slug).exists()


def test_a_member_that_left_loses_the_colour():
    row = CoalitionMembershipFactory(coalition__hue_name="framboise")
    sync(at=AT)
    coalition_id = row.coalition_id
    row.delete()
    project_neighbours.call(coalition_id)
    entry = Entry.objects.get(kind="member", slug=row.association.slug)
    assert entry.hue == MemberPage.default_hue
    assert not entry.terms.filter(name="coalition").exists()


def test_neighbours_of_what_is_gone_are_nobody():
    project_neighbours.call(0)


def test_publishing_a_coalition_reaches_its_members(django_capture_on_commit_callbacks):
    row = CoalitionMembershipFactory(coalition__hue_name="ocean")
    project(obj=row.association, at=AT)
    row.coalition.hue_name = "lagune"
    with django_capture_on_commit_callbacks(execute=True):
        row.coalition.save_revision().publish()
    assert Entry.objects.get(kind="member", slug=row.association.slug).hue == "lagune"


def test_kinds_of_organisation_are_named_members_first():
    kinds = organisation_kinds()
    assert next(iter(kinds)) == "membre"
    assert all(words[0].isupper() for words in kinds.values())

"""What the database and the models of coalitions refuse, and what they say of themselves."""

from datetime import date
from decimal import Decimal

import pytest

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coalitions.enums import STATUS_MEANING, MembershipRole, ProjectStatus
from coalitions.models import (
    CoalitionIndexPage,
    CoalitionMembership,
    CoalitionPage,
    MemberIndexPage,
    MemberPage,
    ProjectPage,
)
from tests.coalitions.factories import (
    CoalitionLinkFactory,
    CoalitionMembershipFactory,
    CoalitionMilestoneFactory,
    CoalitionPageFactory,
    CoalitionPrincipleFactory,
    KeyFigureFactory,
    MemberPageFactory,
    ProjectFundingFactory,
    ProjectPageFactory,
    ProjectPartnerFactory,
)

pytestmark = pytest.mark.django_db


def refused(make, **values):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**values)


@pytest.mark.data
def test_an_association_has_a_role_in_a_coalition_once():
    held = CoalitionMembershipFactory()
    refused(CoalitionMembershipFactory, coalition=held.coalition, association=held.association)


@pytest.mark.data
def test_an_association_may_come_back_and_may_hold_two_roles():
    first = CoalitionMembershipFactory(until=date(2020, 12, 31))
    CoalitionMembershipFactory(coalition=first.coalition, association=first.association, since=date(2023, 1, 1))
    CoalitionMembershipFactory(coalition=first.coalition, association=first.association, role="coordinateur")
    assert first.coalition.memberships.count() == 3


@pytest.mark.data
def test_a_membership_ends_after_it_begins():
    refused(CoalitionMembershipFactory, since=date(2021, 1, 2), until=date(2021, 1, 1))


@pytest.mark.data
def test_a_coalition_is_linked_to_others_and_to_each_once():
    link = CoalitionLinkFactory()
    CoalitionLinkFactory(coalition=link.other, other=link.coalition)
    refused(CoalitionLinkFactory, coalition=link.coalition, other=link.other)
    refused(CoalitionLinkFactory, coalition=link.coalition, other=link.coalition)


def test_the_form_says_so_before_the_database_does():
    row = CoalitionMembership(since=date(2021, 1, 2), until=date(2021, 1, 1))
    with pytest.raises(ValidationError) as refusal:
        row.clean()
    assert "until" in refusal.value.error_dict


@pytest.mark.data
def test_an_organisation_joins_a_project_once():
    joined = ProjectPartnerFactory()
    refused(ProjectPartnerFactory, project=joined.project, organisation=joined.organisation)


@pytest.mark.data
@pytest.mark.parametrize("share", [Decimal("-0.01"), Decimal("100.01")])
def test_a_share_of_funding_is_a_percentage(share):
    project = ProjectPageFactory()
    refused(ProjectFundingFactory, project=project, share=share)
    with pytest.raises(ValidationError):
        ProjectFundingFactory.build(project=project, share=share).clean_fields()


@pytest.mark.data
def test_the_days_of_a_membership_are_both_included():
    row = CoalitionMembershipFactory(since=date(2020, 1, 1), until=date(2020, 12, 31))
    current = CoalitionMembership.objects.current
    days = {
        date(2019, 12, 31): False,
        date(2020, 1, 1): True,
        date(2020, 12, 31): True,
        date(2021, 1, 1): False,
    }
    for day, holds in days.items():
        assert row.is_current(day) is holds
        assert current(day).exists() is holds


def test_what_is_not_known_holds():
    assert CoalitionMembershipFactory().is_current(date(1900, 1, 1))
    assert CoalitionMembership.objects.current(date(2100, 1, 1)).count() == 1


@pytest.mark.parametrize("role", MembershipRole.values)
def test_three_roles_make_a_member(role):
    row = CoalitionMembershipFactory(role=role)
    assert row.makes_member is (role in {"membre", "animateur", "coordinateur"})
    assert CoalitionMembership.objects.of_members().exists() is row.makes_member


def test_who_may_hold_what():
    assert CoalitionPage.clean_parent_page_models() == [CoalitionIndexPage]
    assert MemberPage.clean_parent_page_models() == [MemberIndexPage]
    assert set(ProjectPage.clean_parent_page_models()) == {CoalitionIndexPage, CoalitionPage, MemberPage}
    assert ProjectPage.allowed_subpage_models() == []
    for index in (CoalitionIndexPage, MemberIndexPage):
        assert index.max_count == 1
        assert all(parent.is_house for parent in index.clean_parent_page_models())


def test_a_list_stands_in_the_house_once(house):
    assert not CoalitionIndexPage.can_create_at(house.home)
    assert not MemberIndexPage.can_create_at(house.members)
    assert ProjectPage.can_create_at(MemberPageFactory())
    assert not CoalitionPage.can_create_at(house.members)


def test_a_project_carries_the_hue_of_its_coalition():
    coalition = CoalitionPageFactory(hue_name="prune")
    assert ProjectPageFactory(coalition=coalition).hue == "prune"
    assert ProjectPageFactory().hue == ProjectPage.default_hue


def test_every_state_of_a_project_is_explained():
    assert set(STATUS_MEANING) == set(ProjectStatus)
    assert ProjectPage(status="perspective").status_meaning


def test_the_hue_of_an_association_is_read_from_its_memberships():
    housing = CoalitionPageFactory(hue_name="brique")
    gathers = CoalitionPageFactory(hue_name="foret", gathers_coalitions=True)
    member = MemberPageFactory()
    CoalitionMembershipFactory(coalition=gathers, association=member)
    CoalitionMembershipFactory(coalition=housing, association=member)
    assert MemberPage.objects.get(pk=member.pk).hue == "brique"


def test_lines_become_lists():
    member = MemberPage(competences="Aider\n\n  Former ", other_names="FS\n")
    assert member.competence_list == ["Aider", "Former"]
    assert member.other_name_list == ["FS"]
    project = ProjectPage(goals="Un\nDeux", outputs="")
    assert project.goal_list == ["Un", "Deux"]
    assert project.output_list == []


@pytest.mark.parametrize(
    ("unit", "label", "shown"),
    [("lieux", "lieux d’accueil", ""), ("personnes", "bénéficiaires", "personnes"), ("%", "part de chacun", "%")],
)
def test_a_unit_is_not_said_twice(unit, label, shown):
    assert KeyFigureFactory.build(page=None, unit=unit, label=label).shown_unit == shown


def test_records_say_what_they_are():
    assert str(KeyFigureFactory(value=Decimal("1200.50"), label="lieux")) == "1200.5 lieux"
    assert str(CoalitionMilestoneFactory(label="", happened_on=date(2018, 1, 1))) == "2018-01-01"
    assert str(CoalitionPrincipleFactory(title="Une charte")) == "Une charte"
    assert str(ProjectPartnerFactory(organisation__title="Siel Bleu")) == "Siel Bleu"

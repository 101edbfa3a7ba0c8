"""What the pages of coalitions, organisations and projects show, and to whom."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup

from wagtail.models import PageViewRestriction

from portal.layout import forget_layout
from portal.models import SiteSettings
from search.services import sync
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
from tests.portal.factories import RelatedPageFactory
from tests.support.queries import queries_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)


def read(client, page):
    """Return the text of a page as a visitor gets it, once the projection is up to date."""
    sync(at=AT)
    return BeautifulSoup(client.get(page.get_url()).content, "html.parser")


def words(soup):
    return " ".join(soup.get_text(" ").split())


def section(soup, name):
    """Return the section that a heading of this id names, or nothing."""
    heading = soup.find(id=name)
    return heading.find_parent("section") if heading else None


def restrict(page, kind=PageViewRestriction.LOGIN):
    PageViewRestriction.objects.create(page=page, restriction_type=kind)


@pytest.fixture
def coalition(house):
    return CoalitionPageFactory(title="Alliance logement", slug="alliance", hue_name="brique", tagline="Bien chez soi.")


def test_a_coalition_is_carried_by_its_hue_and_says_why_it_is(client, coalition):
    coalition.purpose, coalition.purpose_is_editorial = "Que chacun vive mieux.", True
    coalition.save()
    soup = read(client, coalition)
    assert "brique" in soup.body["class"]
    assert soup.h1.get_text(strip=True) == "Alliance logement"
    assert "Que chacun vive mieux." in words(section(soup, "purpose"))
    assert soup.select_one(".purpose-note")


def test_a_reason_worded_by_the_coalition_bears_no_note(client, coalition):
    assert not read(client, coalition).select_one(".purpose-note")


def test_members_sit_around_the_table_with_their_role_and_their_years(client, coalition):
    CoalitionMembershipFactory(coalition=coalition, association__title="Siel Bleu", since=date(2018, 1, 1))
    CoalitionMembershipFactory(coalition=coalition, association__title="Zèbre", role="coordinateur")
    soup = read(client, coalition)
    names = [seat.h3.get_text(strip=True) for seat in soup.select(".seat")]
    assert names == ["Zèbre", "Siel Bleu"]
    assert "2018" in words(soup.select(".seat")[1])
    assert soup.select(".seat")[0].select_one(".badge")
    assert len(soup.select(".hero .motif .heart")) == 1


def test_who_holds_two_roles_sits_once(client, coalition):
    row = CoalitionMembershipFactory(coalition=coalition)
    CoalitionMembershipFactory(coalition=coalition, association=row.association, role="animateur")
    assert len(read(client, coalition).select(".seat")) == 1


def test_partners_stand_beside_by_role(client, coalition):
    CoalitionMembershipFactory(coalition=coalition, association__title="Anah", role="financeur-possible")
    soup = read(client, coalition)
    assert not soup.select(".seat")
    assert "Anah" in words(soup.select_one(".partners"))


def test_an_expired_membership_is_told_as_past(client, coalition):
    CoalitionMembershipFactory(coalition=coalition, association__title="Ancienne", until=date(2020, 5, 1))
    CoalitionMembershipFactory(coalition=coalition, association__title="Future", since=date(2100, 1, 1))
    soup = read(client, coalition)
    assert not soup.select(".seat")
    assert "Ancienne" in words(soup.select_one(".former"))
    assert "2020" in words(soup.select_one(".former"))
    assert "Future" not in words(soup)


@pytest.mark.parametrize("how", ["draft", "login", "password", "expired"])
def test_who_is_hidden_is_not_named(client, coalition, how):
    hidden = MemberPageFactory(title="Association cachée", live=how != "draft")
    if how in {"login", "password"}:
        restrict(hidden, how)
    if how == "expired":
        hidden.expire_at, hidden.expired, hidden.live = AT, True, False
        hidden.save()
    other = CoalitionPageFactory()
    CoalitionMembershipFactory(coalition=coalition, association=hidden)
    CoalitionMembershipFactory(coalition=other, association=hidden)
    CoalitionLinkFactory(coalition=coalition, other=other)
    project = ProjectPageFactory(coalition=coalition, pilot=hidden)
    for page in (coalition, project, coalition.get_parent().specific):
        assert "Association cachée" not in words(read(client, page))


def test_a_demo_member_bears_the_label_wherever_it_is_named(client, coalition):
    row = CoalitionMembershipFactory(coalition=coalition, association__is_demo=True)
    project = ProjectPageFactory(coalition=coalition, pilot=row.association, is_demo=True)
    soup = read(client, coalition)
    assert soup.select(".seat .badge.demo")
    assert section(soup, "projects").select(".badge.demo")
    assert read(client, row.association).select(".hero .badge.demo")
    assert section(read(client, row.association), "projects").select(".badge.demo")
    soup = read(client, project)
    assert soup.select(".hero .badge.demo")
    assert section(soup, "crew").select(".badge.demo")


def test_bridges_name_who_is_in_both_coalitions(client, coalition):
    shared = MemberPageFactory(title="Familles Solidaires")
    told = CoalitionPageFactory(title="Aidants")
    untold = CoalitionPageFactory(title="Jeunesse")
    CoalitionPageFactory(title="Sans lien")
    for one in (coalition, told, untold):
        CoalitionMembershipFactory(coalition=one, association=shared)
    CoalitionMembershipFactory(coalition=told, association__title="Seulement aidants")
    CoalitionLinkFactory(coalition=coalition, other=told, note="Un membre fait le lien.")
    soup = read(client, coalition)
    bridges = [words(bridge) for bridge in soup.select(".bridge")]
    assert len(bridges) == 2
    assert "Aidants" in bridges[0] and "Un membre fait le lien." in bridges[0] and "Familles" in bridges[0]
    assert "Jeunesse" in bridges[1] and "Familles" in bridges[1]
    assert "Sans lien" not in words(soup)
    assert "Seulement aidants" not in words(soup)


def test_figures_bear_their_source_their_goal_and_their_note(client, coalition):
    KeyFigureFactory(page=coalition, value=16, label="villes visées", is_goal=True, note="Ne pas additionner.")
    KeyFigureFactory(page=coalition, value=120000, label="personnes", baseline=10, target=20)
    figures = section(read(client, coalition), "figures")
    assert len(figures.select(".figure")) == 2
    assert len(figures.select(".figure.target")) == 1
    assert "déclaration de l’organisation" in words(figures)
    assert "vers 2021" in words(figures)
    assert len(figures.select(".figure-note")) == 2
    assert "120\u202f000" in figures.get_text()


def test_story_and_rules_of_a_coalition(client, coalition):
    CoalitionMilestoneFactory(coalition=coalition, label="", precision="month", happened_on=date(2020, 6, 1), text="B")
    CoalitionMilestoneFactory(coalition=coalition, label="Fin 2018", happened_on=date(2018, 12, 1), text="A")
    CoalitionMilestoneFactory(coalition=coalition, label="", precision="day", happened_on=date(2100, 2, 1), text="C")
    CoalitionPrincipleFactory(coalition=coalition, title="À égalité")
    soup = read(client, coalition)
    when = [moment.select_one(".moment-when").get_text() for moment in soup.select(".moment")]
    assert when[:2] == ["Fin 2018", "Juin 2020"]
    assert when[2].endswith("2100")
    assert "coming" in soup.select(".moment")[2]["class"]
    assert "À égalité" in words(section(soup, "rules"))


def test_an_organisation_shows_its_coalitions_with_its_role(client, coalition):
    member = MemberPageFactory(title="Bleu Blanc Zèbre")
    CoalitionMembershipFactory(coalition=coalition, association=member, role="coordinateur")
    left = CoalitionPageFactory(title="Quittée")
    CoalitionMembershipFactory(coalition=left, association=member, until=date(2019, 1, 1))
    CoalitionMembershipFactory(coalition=CoalitionPageFactory(title="Cachée", live=False), association=member)
    soup = read(client, member)
    circles = soup.select(".circles li")
    assert [circle.a.get_text(strip=True) for circle in circles] == ["Alliance logement", "Quittée"]
    assert "former" in circles[1]["class"]
    assert "2019" in words(circles[1])


def test_an_organisation_leads_and_joins_projects(client, coalition):
    member = MemberPageFactory()
    led = ProjectPageFactory(title="Piloté", pilot=member)
    joined = ProjectPageFactory(title="Rejoint")
    ProjectPartnerFactory(project=joined, organisation=member, share="Ses salariés rénovent.")
    ProjectPartnerFactory(project=led, organisation=member, share="Coordonne.")
    ProjectPageFactory(title="Brouillon", pilot=member, live=False)
    projects = section(read(client, member), "projects")
    assert [item.h3.get_text(strip=True) for item in projects.select(".involvement")] == ["Piloté", "Rejoint"]
    assert "Ses salariés rénovent." in words(projects)
    assert "Brouillon" not in words(projects)


def test_a_minimal_page_invites_its_organisation(client, house):
    minimal = MemberPageFactory(completeness="minimale")
    assert read(client, minimal).select_one(".invitation")
    assert not read(client, MemberPageFactory()).select_one(".invitation")


def test_somebody_can_always_be_reached(client, coalition):
    silent = MemberPageFactory()
    speaking = MemberPageFactory(contact_email="ecrire@example.org", contact_phone="01 02 03 04 05")
    for page in (coalition, silent, speaking, ProjectPageFactory(coalition=coalition, pilot=speaking)):
        assert read(client, page).select_one("#reach a"), page
    contact = read(client, speaking).select_one("#reach")
    assert contact.select_one('a[href="mailto:ecrire@example.org"]')
    assert contact.select_one('a[href="tel:0102030405"]')


def test_a_project_shows_everyone_s_share_and_its_money(client, coalition):
    project = ProjectPageFactory(
        coalition=coalition, pilot=MemberPageFactory(title="Pilote"), goals="Un but\nUn autre", outputs="Un kit"
    )
    ProjectPartnerFactory(project=project, organisation__title="Mécène", role="partner", share="Le départ")
    ProjectPartnerFactory(project=project, organisation__title="Équipe", share="Les essais")
    ProjectFundingFactory(project=project, kind="public", label="Région", share=40)
    ProjectFundingFactory(project=project, kind="public", label="Département", share=20)
    ProjectFundingFactory(project=project, kind="activity", label="Ventes")
    ProjectFundingFactory(project=project, label="Autre")
    soup = read(client, project)
    crew = [words(mate) for mate in soup.select(".mate")]
    assert ["Pilote" in crew[0], "Les essais" in crew[1], "Le départ" in crew[2]] == [True] * 3
    money = soup.select(".funding > li")
    assert len(money) == 3
    assert "Ventes" in words(money[0])
    assert "60" in words(money[1])
    assert "Autre" in words(money[2])
    assert len(soup.select(".goals li")) == 3
    assert soup.select_one(".facts .badge")


def test_related_pages_keep_the_editor_s_order_and_leave_out_what_is_hidden(client, house):
    project = ProjectPageFactory()
    for order, target in enumerate(
        [MemberPageFactory(title="Second"), MemberPageFactory(title="Premier"), MemberPageFactory(live=False)]
    ):
        RelatedPageFactory(page=project, target=target, sort_order=2 - order, reason="Parce que.")
    RelatedPageFactory(page=project, reference="spaces/entraide", sort_order=9)
    related = section(read(client, project), "related")
    assert [title.get_text(strip=True) for title in related.select("h3")] == ["Premier", "Second"]
    assert words(related).count("Parce que.") == 2


def test_the_list_of_coalitions_gives_each_a_room_with_its_projects(client, coalition, house):
    empty = CoalitionPageFactory(title="Autre", members_are_complete=False, members_count_approx=15)
    CoalitionPageFactory(title="Brouillon", live=False)
    ProjectPageFactory(title="Fab Lab", coalition=coalition)
    ProjectPageFactory(title="Sans coalition")
    soup = read(client, house.coalitions)
    rooms = soup.select(".room")
    assert [room.h2.get_text(strip=True) for room in rooms] == ["Alliance logement", empty.title]
    assert "Fab Lab" in words(rooms[0])
    assert "15" in words(rooms[1])
    assert "Sans coalition" not in words(soup)
    assert len(soup.select(".constellation .disc")) == 2


def grow(coalition, member, project, count):
    """Give a coalition, an organisation and a project `count` more of all that their pages show."""
    for number in range(count):
        other, elsewhere = MemberPageFactory(), CoalitionPageFactory()
        CoalitionMembershipFactory(coalition=coalition, association=other, sort_order=number)
        CoalitionMembershipFactory(coalition=elsewhere, association=other)
        CoalitionMembershipFactory(coalition=elsewhere, association=member)
        ProjectPartnerFactory(project=ProjectPageFactory(coalition=coalition, pilot=other), organisation=member)
        ProjectPartnerFactory(project=project, organisation=other)
        ProjectFundingFactory(project=project)
        RelatedPageFactory(page=project, target=other)
        for page in (coalition, member, project):
            KeyFigureFactory(page=page)
        CoalitionMilestoneFactory(coalition=coalition)
    sync(at=AT)


def test_a_page_asks_as_much_for_many_as_for_few(client, coalition, house):
    member = MemberPageFactory()
    project = ProjectPageFactory(coalition=coalition, pilot=member)
    budgets = {coalition: 15, member: 14, project: 16, house.coalitions: 10, house.members: 10}

    def asked():
        for page in budgets:
            client.get(page.get_url())  # the layout and the choices of filters are kept for a minute
        return {page: queries_of(lambda page=page: client.get(page.get_url())) for page in budgets}

    grow(coalition, member, project, 2)
    few = asked()
    grow(coalition, member, project, 9)
    many = asked()

    for page, budget in budgets.items():
        assert len(few[page]) == len(many[page]), "\n".join(many[page])
        assert len(many[page]) <= budget, "\n".join([page.title, *many[page]])


@pytest.mark.parametrize("contact", ["", "bonjour@example.org"])
def test_a_fault_is_told_to_somebody_or_not_asked_for(client, house, contact):
    SiteSettings.objects.update_or_create(site=house.site, defaults={"contact_email": contact})
    forget_layout()
    for path in (CoalitionPageFactory().get_url(), MemberPageFactory().get_url(), "/territoires/", "/alliance/"):
        soup = BeautifulSoup(client.get(path).content, "html.parser")
        assert ("Une erreur dans cette page" in soup.select_one(".page-tools").get_text()) is bool(contact), path

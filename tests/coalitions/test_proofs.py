"""Proofs: what a figure must have to be shown without a word of caution, and that nothing is added up."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from django.core.cache import cache
from django.utils import timezone

from wagtail.models import PageViewRestriction

from accounts.models import User
from coalitions.models import KeyFigure
from coalitions.proofs import charts
from coalitions.proofs.addresses import names_of
from coalitions.proofs.sameness import is_same
from coalitions.sections import day_of
from search.services import sync
from tests.coalitions.factories import (
    CoalitionPageFactory,
    KeyFigureFactory,
    MemberPageFactory,
    ProjectFundingFactory,
    ProjectPageFactory,
)
from tests.support.queries import queries_of
from tests.support.reading import words_of

numbers = st.decimals(min_value=0, max_value=10**9, places=2)
TODAY = timezone.localdate
YESTERDAY, TOMORROW = timedelta(days=-1), timedelta(days=1)


def words(answer):
    return words_of(BeautifulSoup(answer.content, "html.parser").main)


def figure(value, unit, label):
    return SimpleNamespace(value=Decimal(value), unit=unit, label=label)


# What makes a figure hold.


@pytest.mark.django_db
@pytest.mark.data
@pytest.mark.parametrize(
    ("source", "days", "holds"),
    [
        ("rapport 2025", 0, True),
        ("rapport 2025", -1, False),
        ("", 30, False),
        ("  \n", 30, False),
        ("rapport", 9, True),
    ],
)
def test_a_figure_is_in_force_with_a_source_until_the_day_of_its_review(house, source, days, holds):
    on = date(2026, 12, 1)
    one = KeyFigureFactory(source=source, review_on=on + timedelta(days=days))
    assert one.is_in_force(on) is holds
    assert KeyFigure.objects.in_force(on).filter(pk=one.pk).exists() is holds
    assert KeyFigure.objects.to_review(on).filter(pk=one.pk).exists() is not holds


# What two pages count.


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("120000", "personnes", "bénéficiaires des activités"), ("120000.00", "Personnes", "Bénéficiaires"), True),
        (("16", "villes", "villes concernées"), ("16", "villes", "villes où la coalition agit"), True),
        (("16", "villes", "villes concernées"), ("16", "directions", "directions régionales"), False),
        (("3", "membres", "membres fondateurs"), ("4", "membres", "membres fondateurs"), False),
        (("15", "structures", "structures membres"), ("15", "structures", "partenaires d’un salon"), False),
        (("25", "%", "part de chaque membre"), ("25", "km", "part de chaque membre"), False),
    ],
)
def test_figures_are_the_same_by_number_unit_and_a_common_word(one, other, same):
    assert is_same(figure(*one), figure(*other)) is same
    assert is_same(figure(*other), figure(*one)) is same


# Charts: lengths in proportion, or none.


@given(st.lists(numbers, min_size=2, max_size=6))
def test_bars_are_in_proportion_and_inside_the_picture(values):
    drawn = charts.bars([charts.Amount(str(n), value) for n, value in enumerate(values)])
    assert all(0 <= bar.width <= charts.WIDTH for bar in drawn)
    if drawn:
        assert max(bar.width for bar in drawn) == charts.WIDTH
        longest = max(values)
        assert all(abs(bar.width - float(bar.value / longest) * 100) < 0.01 for bar in drawn)


@pytest.mark.parametrize("values", [[], ["4"], ["-1", "4"], ["0", "0"], ["1", "100000"], ["5", "5"], ["1"] * 7])
def test_no_bars_where_they_would_tell_nothing(values):
    assert charts.bars([charts.Amount("x", Decimal(value)) for value in values]) == ()


def test_percentages_are_measured_against_the_whole():
    drawn = charts.bars([charts.Amount("a", Decimal(25)), charts.Amount("b", Decimal(50))], is_percentage=True)
    assert [bar.width for bar in drawn] == [25, 50]


@pytest.mark.parametrize(
    ("baseline", "value", "target", "done"),
    [(0, 14, 16, 87), (100, 60, 20, 50), (4, 20, 16, 100), (10, 8, 16, None), (None, 8, 16, None), (8, 8, 8, None)],
)
def test_the_way_done_goes_up_or_down_and_never_backwards(baseline, value, target, done):
    known = [None if number is None else Decimal(number) for number in (baseline, value, target)]
    assert charts.way_done(*known) == done


@given(st.lists(st.integers(1, 60), min_size=2, max_size=6))
def test_a_mix_fills_the_line_or_is_not_drawn(shares):
    parts = charts.mix([(str(n), Decimal(share)) for n, share in enumerate(shares)])
    assert bool(parts) == (sum(shares) == 100)
    if parts:
        assert abs(sum(part.width for part in parts) - 100) < 0.1


def test_a_mix_with_an_unknown_share_is_not_drawn():
    assert charts.mix([("a", Decimal(60)), ("b", None), ("c", Decimal(40))]) == ()


# Addresses.


def test_a_coalition_keeps_a_contested_slug_then_the_oldest_project():
    first, second = UUID(int=0xABCDEF01 << 96), UUID(int=0x12345678 << 96)
    rows = [(False, 3, "x", first), (False, 9, "x", second), (True, 7, "x", first), (False, 4, "y", second)]
    assert names_of(rows) == {7: "x", 3: "x-abcdef01", 9: "x-12345678", 4: "y"}


@pytest.mark.django_db
def test_both_pages_of_one_slug_have_their_proofs(client, house):
    project = ProjectPageFactory(slug="ensemble", title="Le projet", parent=MemberPageFactory())
    coalition = CoalitionPageFactory(slug="ensemble", title="La coalition")
    key = project.translation_key.hex[:8]
    sync(at=timezone.now())
    assert "La coalition" in words(client.get("/nos-preuves/ensemble/"))
    assert "Le projet" in words(client.get(f"/nos-preuves/ensemble-{key}/"))
    listed = client.get("/nos-preuves/").content.decode()
    assert f'"/nos-preuves/ensemble-{key}/"' in listed
    assert '"/nos-preuves/ensemble/"' in listed
    assert f"/nos-preuves/ensemble-{key}/" in client.get("/sitemap.xml").content.decode()
    KeyFigureFactory(page=project)
    assert f"/nos-preuves/ensemble-{key}/" in client.get(project.get_url()).content.decode()
    assert coalition.slug == project.slug


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["nulle-part", "x-99999999999999999999", "é", "%00", "x" * 400, "-1"])
def test_an_unknown_name_is_not_found(client, house, name):
    assert client.get(f"/nos-preuves/{name}/").status_code == 404


# Pages.


@pytest.fixture
def coalition(house):
    return CoalitionPageFactory(title="Alliance logement", slug="alliance-logement")


@pytest.mark.django_db
def test_a_page_of_proofs_says_all_that_is_known_of_a_figure(client, coalition):
    KeyFigureFactory(
        page=coalition, value=14, unit="territoires", label="territoires engagés", baseline=4, target=16,
        perimeter="France entière", source="rapport d’activité", note="Compté deux fois l’an.",
        review_on=date(2099, 3, 1),
    )  # fmt: skip
    text = words(client.get("/nos-preuves/alliance-logement/"))
    for known in (
        "14",
        "territoires engagés",
        "France entière",
        "apport d’activité",
        "Compté deux fois",
        "1er mars 2099",
    ):
        assert known in text
    soup = BeautifulSoup(client.get("/nos-preuves/alliance-logement/").content, "html.parser")
    assert [svg["aria-label"] for svg in soup.select(".sheet svg.bar")]
    assert len(soup.select(".sheet table tbody tr")) == 3
    assert "83" in soup.select_one(".way").get_text()


@pytest.mark.django_db
def test_a_figure_to_review_is_shown_and_says_so(client, coalition):
    KeyFigureFactory(page=coalition, label="logements rénovés", review_on=TODAY() + YESTERDAY)
    KeyFigureFactory(page=coalition, label="salariés", source="", review_on=TODAY() + TOMORROW)
    soup = BeautifulSoup(client.get("/nos-preuves/alliance-logement/").content, "html.parser")
    assert len(soup.select(".sheet.waiting")) == 2
    assert "logements rénovés" in soup.main.get_text()
    sync(at=timezone.now())
    assert "2" in BeautifulSoup(client.get("/nos-preuves/").content, "html.parser").select_one(".proofs-waiting").text


@pytest.mark.django_db
def test_a_goal_is_never_shown_as_a_result(client, coalition):
    KeyFigureFactory(page=coalition, value=14, unit="territoires", label="territoires engagés")
    KeyFigureFactory(page=coalition, value=16, unit="territoires", label="territoires visés", is_goal=True)
    sync(at=timezone.now())
    soup = BeautifulSoup(client.get("/nos-preuves/alliance-logement/").content, "html.parser")
    assert len(soup.select(".sheet.target")) == 1
    assert len(soup.select(".charts tr.is-goal")) == 1
    assert "objectif" in soup.select_one(".charts tr.is-goal").get_text()
    listed = BeautifulSoup(client.get("/nos-preuves/").content, "html.parser")
    assert len(listed.select(".figure.target .badge")) == 1


@pytest.mark.django_db
def test_a_shared_figure_is_flagged_on_both_sides_and_never_summed(client, coalition):
    project = ProjectPageFactory(title="Les clips", slug="les-clips", coalition=coalition)
    KeyFigureFactory(page=coalition, value=120000, unit="personnes", label="bénéficiaires")
    KeyFigureFactory(page=project, value=120000, unit="personnes", label="bénéficiaires à qui ils sont destinés")
    sync(at=timezone.now())
    for slug, other in (("alliance-logement", "Les clips"), ("les-clips", "Alliance logement")):
        flag = BeautifulSoup(client.get(f"/nos-preuves/{slug}/").content, "html.parser").select_one(".sheet-shared")
        assert other in flag.get_text()
        assert "ne pas additionner" in flag.get_text()
    for address in ("/nos-preuves/", "/nos-preuves/alliance-logement/", coalition.get_url()):
        assert "240" not in words(client.get(address))


@pytest.mark.django_db
def test_an_editor_marks_what_equality_does_not_see(client, coalition):
    project = ProjectPageFactory(title="Les clips", slug="les-clips")
    KeyFigureFactory(page=coalition, value=12, unit="lieux", label="antennes", shared_with=project)
    sync(at=timezone.now())
    assert "Les clips" in words(client.get("/nos-preuves/alliance-logement/"))


@pytest.mark.django_db
def test_a_hidden_page_is_neither_named_nor_served(client, coalition):
    hidden = ProjectPageFactory(title="Ornithorynque", slug="cache", coalition=coalition)
    KeyFigureFactory(page=coalition, value=7, unit="lieux", label="antennes", shared_with=hidden)
    KeyFigureFactory(page=hidden, value=7, unit="lieux", label="antennes ornithorynque")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    sync(at=timezone.now())
    assert client.get("/nos-preuves/cache/").status_code == 404
    for address in ("/nos-preuves/", "/nos-preuves/alliance-logement/", "/sitemap.xml"):
        answer = client.get(address)
        assert "ornithorynque" not in answer.content.decode().lower()
        assert "/nos-preuves/cache/" not in answer.content.decode()


@pytest.mark.django_db
def test_testimonies_of_a_coalition_and_its_projects_stand_beside_its_figures(client, coalition):
    coalition.story = [("testimony", {"text": "On m’a écoutée.", "role": "une locataire"})]
    coalition.save()
    ProjectPageFactory(
        title="Le camion", coalition=coalition,
        description=[("testimony", {"text": "Ils sont venus jusqu’à moi.", "role": "un retraité"})],
    )  # fmt: skip
    sync(at=timezone.now())
    text = words(client.get("/nos-preuves/alliance-logement/"))
    assert "On m’a écoutée." in text
    assert "Ils sont venus jusqu’à moi." in text
    assert "Le camion" in text


@pytest.mark.django_db
def test_money_is_drawn_when_all_its_shares_are_known(client, house):
    project = ProjectPageFactory(slug="camion")
    ProjectFundingFactory(project=project, kind="public", label="Région", share=60)
    last = ProjectFundingFactory(project=project, kind="private", label="Fondation", share=40)
    soup = BeautifulSoup(client.get("/nos-preuves/camion/").content, "html.parser")
    assert len(soup.select("svg.mix rect")) == 2
    last.share = None
    last.save()
    assert not BeautifulSoup(client.get("/nos-preuves/camion/").content, "html.parser").select("svg.mix")


@pytest.mark.django_db
def test_queries_do_not_grow_with_rows(client, coalition):
    def asked():
        cache.clear()
        sync(at=timezone.now())
        return [len(queries_of(lambda address=address: client.get(address))) for address in addresses]

    addresses = ("/nos-preuves/", "/nos-preuves/alliance-logement/")
    KeyFigureFactory(page=coalition)
    KeyFigureFactory(page=ProjectPageFactory(coalition=coalition))
    first = asked()
    for number in range(6):
        KeyFigureFactory(page=coalition, value=number, shared_with=ProjectPageFactory(coalition=coalition))
        KeyFigureFactory(page=CoalitionPageFactory(), value=number)
    assert asked() == first
    assert max(first) <= 15


# The home page, and the editors' list.


def put_on_home(house, *items, note="Chiffres donnés par les coalitions."):
    value = {"title": "Quelques repères", "items": list(items), "note": note}
    house.home.body = [{"type": "figures", "value": value}]
    house.home.save_revision().publish()


def typed(value, unit, label, **more):
    return {"value": str(value), "unit": unit, "label": label, **more}


@pytest.mark.django_db
def test_only_sure_figures_reach_the_home_page(client, house):
    past, coming = str(TODAY() + YESTERDAY), str(TODAY() + TOMORROW)
    KeyFigureFactory(value=16, unit="villes", label="villes concernées", review_on=TODAY() + YESTERDAY)
    KeyFigureFactory(value=17, unit="villes", label="villes sans source", source=" ")
    KeyFigureFactory(value=18, unit="villes", label="villes sûres", review_on=TODAY())
    put_on_home(
        house,
        typed(16, "villes", "villes qui ne le sont plus"),
        typed(17, "villes", "villes que nul ne source"),
        typed(18, "villes", "villes tenues à jour"),
        typed(19, "gares", "gares dont la date est passée", review_on=past),
        typed(20, "gares", "gares à revoir demain", review_on=coming),
    )
    text = words(client.get("/"))
    assert "villes tenues à jour" in text
    assert "gares à revoir demain" in text
    for gone in ("qui ne le sont plus", "que nul ne source", "dont la date est passée"):
        assert gone not in text


@pytest.mark.django_db
def test_without_a_sure_figure_the_home_page_shows_no_empty_title(client, house):
    put_on_home(house, typed(16, "villes", "villes"), note="")
    assert "Quelques repères" not in words(client.get("/"))


@pytest.mark.django_db
def test_editors_have_a_list_of_figures_to_review(client, coalition):
    KeyFigureFactory(page=coalition, label="logements rénovés", review_on=TODAY() + YESTERDAY)
    KeyFigureFactory(page=coalition, label="antennes à jour", review_on=TODAY() + TOMORROW)
    client.force_login(User.objects.create_superuser("equipe@example.org"))
    everything = client.get("/admin/rapports/chiffres/").content.decode()
    assert "logements rénovés" in everything
    assert "antennes à jour" in everything
    late = client.get("/admin/rapports/chiffres/?state=a-revoir").content.decode()
    assert "logements rénovés" in late
    assert "antennes à jour" not in late
    client.force_login(User.objects.create_user("passante@example.org"))
    assert client.get("/admin/rapports/chiffres/").status_code == 302


def test_the_day_is_the_one_of_the_reader(monkeypatch):
    # 23:30 UTC on 30 November is 1 December in Paris: the review of 30 November is past.
    assert day_of(datetime.fromisoformat("2026-11-30T23:30:00+00:00")) == date(2026, 12, 1)

"""Pictures of shared pages: drawn by the minute's job, looked up by readers."""

import io
import re

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from django.core.files.storage import default_storage
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction

from coalitions.models import CoalitionPage
from portal.enums import Hue
from portal.motif import alliance, constellation, poster, seal
from portal.picture_hues import with_hues
from portal.posters import HUES, MEASURE, Poster, _fitted, _font, png_of
from portal.share_pictures import FOLDER, draw_missing, name_of
from search.services import sync
from tests.architecture.sources import ROOT
from tests.coalitions.factories import CoalitionMembershipFactory, CoalitionPageFactory, MemberPageFactory
from tests.resources.factories import ArticlePageFactory
from tests.support.queries import counted_queries
from tests.support.strict import StrictClient
from tests.support.tree import House

MOST_BYTES = 60_000


def drawn(**values):
    default = {"title": "Titre", "label": "Article", "site": "Portail", "hue": "prune", "drawing": poster("titre", 5)}
    return png_of(Poster(**{**default, **values}))


@pytest.fixture(autouse=True)
def _empty_folder():
    yield
    for name in stored():
        default_storage.delete(f"{FOLDER}/{name}")


def name_in(page, hue=None):
    if hue is None:
        hue = with_hues(Page.objects.filter(pk=page.pk)).get().shown_hue
    return name_of(page.translation_key, page.title, page.last_published_at, hue)


def stored():
    try:
        return set(default_storage.listdir(FOLDER)[1])
    except FileNotFoundError:
        return set()


@pytest.mark.parametrize(
    "drawing", [poster("a", 12), alliance(1), alliance(20), seal("b"), constellation([("foret", 9)] * 6)]
)
def test_a_picture_has_its_size_and_few_bytes(drawing) -> None:
    body = drawn(drawing=drawing, title="Un titre assez long pour tenir sur trois lignes au moins")
    picture = Image.open(io.BytesIO(body))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(body) <= MOST_BYTES


@pytest.mark.parametrize(
    "title",
    ["", "É", "Anticonstitutionnellement" * 6, "mot " * 200, "🌻 «\u00a0cœur\u00a0»", "Une ligne\nune autre", "مرحبا"],
)
def test_any_title_has_room(title: str) -> None:
    size, lines = _fitted(title)
    font = _font(size, "title")
    assert all(font.getlength(line) <= MEASURE + 40 for line in lines)
    assert drawn(title=title)


def test_the_same_page_is_the_same_picture() -> None:
    assert drawn() == drawn()


def test_colours_are_those_of_the_style_sheet() -> None:
    sheet = (ROOT / "portal/static/portal/css/tokens.css").read_text()
    days = dict(re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}),", sheet))
    sparks = dict(re.findall(r"\.([a-z]+) \{ --hue:.*?--spark: var\(--([a-z-]+)\)", sheet))
    assert set(HUES) == set(Hue.values)
    for name, colours in HUES.items():
        assert colours == (days[name], days[f"{name}-wash"], days[f"{name}-glow"], days[sparks[name]])


@pytest.mark.parametrize("name", ["apercu.png"])
def test_the_house_s_picture_is_committed(name: str) -> None:
    path = ROOT / "portal/static/portal/images" / name
    with Image.open(path) as picture:
        assert picture.size == (1200, 630)
    assert path.stat().st_size <= MOST_BYTES


@pytest.mark.django_db
def test_the_job_draws_what_is_public_and_removes_the_rest(client: StrictClient, house: House) -> None:
    page, draft, kept = ArticlePageFactory(title="Une histoire"), ArticlePageFactory(live=False), CoalitionPageFactory()
    hidden = ArticlePageFactory(title="Ornithorynque")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    at = timezone.now()
    assert draw_missing(at) > 2
    names = {one: f"{name_in(one)}.png" for one in (page, draft, kept, hidden)}
    assert {names[page], names[kept]} <= stored()
    assert not {names[draft], names[hidden]} & stored()
    assert draw_missing(at) == 0
    soup = BeautifulSoup(client.get(f"/ressources/{page.slug}/").content, "html.parser")
    address = soup.find("meta", property="og:image")["content"]
    assert address.endswith(f"/apercu/{names[page]}")
    assert soup.find("meta", attrs={"name": "twitter:card"})
    answer = client.get(f"/apercu/{names[page]}")
    assert answer["Content-Type"] == "image/png"
    assert "immutable" in answer["Cache-Control"]
    page.title = "Une autre histoire"
    page.save_revision().publish()
    PageViewRestriction.objects.create(page=kept, restriction_type="login")
    draw_missing(at)
    assert not {names[page], names[kept]} & stored()


@pytest.mark.django_db
def test_a_picture_that_is_missing_is_the_house_s_and_no_read_draws(
    client: StrictClient, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ArticlePageFactory()

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("A read drew a picture.")

    monkeypatch.setattr("portal.share_pictures.png_of", refuse)
    address = f"/apercu/{name_in(page)}.png"
    with counted_queries() as counted:
        answer = client.get(address)
    assert len(counted) == 0
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert "immutable" not in answer["Cache-Control"]
    assert client.get("/apercu/..%2f..%2fetc.png").status_code in {301, 404}
    assert client.get("/apercu/0.png").status_code == 404


@pytest.mark.django_db
def test_a_colour_that_changes_alone_draws_its_page_and_its_members_anew(client: StrictClient, house: House) -> None:
    coalition, member = CoalitionPageFactory(hue_name=Hue.PRUNE), MemberPageFactory()
    CoalitionMembershipFactory(coalition=coalition, association=member)
    at = timezone.now()
    sync(at=at)
    draw_missing(at)
    before = {f"{name_in(page, Hue.PRUNE)}.png" for page in (coalition, member)}
    assert before <= stored()
    CoalitionPage.objects.filter(pk=coalition.pk).update(hue_name=Hue.OCEAN)
    sync(at=at)
    assert draw_missing(at) == 4  # two are drawn, two removed
    assert not before & stored()
    for page, path in ((coalition, "coalitions"), (member, "membres")):
        soup = BeautifulSoup(client.get(f"/{path}/{page.slug}/").content, "html.parser")
        address = soup.find("meta", property="og:image")["content"]
        assert address.endswith(f"/apercu/{name_in(page, Hue.OCEAN)}.png")
        assert address.rpartition("/")[2] in stored()


@pytest.mark.django_db
def test_many_pages_ask_as_much_for_their_colours_as_few(house: House) -> None:
    def asked() -> int:
        with counted_queries() as counted:
            draw_missing(timezone.now())
        return len(counted)

    ArticlePageFactory()
    draw_missing(timezone.now())
    few = asked()
    for _page in range(5):
        CoalitionPageFactory()
    draw_missing(timezone.now())
    assert asked() == few

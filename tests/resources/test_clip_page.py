"""The page of a clip: the player at the second that is asked for, without a script."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.test import Client

from resources.models import VideoClipPage
from tests.coalitions.factories import CoalitionPageFactory, MemberPageFactory, ProjectPageFactory
from tests.portal.factories import MediaFactory, RelatedPageFactory, ThemeFactory
from tests.resources.factories import (
    ChapterFactory,
    KitPageFactory,
    SeriesFactory,
    VideoClipPageFactory,
)
from tests.support.queries import assert_at_most, queries_of

pytestmark = pytest.mark.django_db

CAPTIONS = """WEBVTT

00:00:03.000 --> 00:00:15.500
Un jour de vent.

00:00:15.900 --> 00:00:40.000
Une bande de papier suffit.

00:00:41.500 --> 00:00:60.000
Retenez la règle.
""".replace("00:00:60.000", "00:01:00.000")


@pytest.fixture
def clip(house: object) -> VideoClipPage:
    return VideoClipPageFactory(title="Traquer les courants d’air", slug="vent", captions=CAPTIONS, film=MediaFactory())


def soup_of(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def find(soup: BeautifulSoup, selector: str) -> Any:
    found = soup.select_one(selector)
    assert found is not None, selector
    return found


def marked(soup: BeautifulSoup) -> list[str]:
    return [item.p.get_text() for item in soup.select("[data-tln-passage][aria-current=true]") if item.p]


def test_the_player(client: Client, clip: VideoClipPage) -> None:
    soup = soup_of(client, "/ressources/vent/")
    video = find(soup, "video")
    assert video["preload"] == "none"
    assert video.has_attr("controls")
    assert not video.has_attr("autoplay")
    assert find(video, "source")["src"].endswith("#t=0,78")
    track = find(video, "track")
    assert (track["kind"], track["srclang"], track["src"]) == ("captions", "fr", "/ressources/vent/sous-titres.vtt")
    assert not track.has_attr("default"), "a default track is fetched before anybody plays"
    assert client.get(track["src"]).status_code == 200
    assert marked(soup) == []


@pytest.mark.parametrize(
    ("asked", "start", "passage"),
    [("42", "42", "Retenez la règle."), ("41.5", "41.5", "Retenez la règle."), ("0", "0", "Un jour de vent.")],
)
def test_opened_at_a_second(client: Client, clip: VideoClipPage, asked: str, start: str, passage: str) -> None:
    soup = soup_of(client, f"/ressources/vent/?t={asked}")
    assert find(soup, "video source")["src"].endswith(f"#t={start},78")
    assert marked(soup) == [passage]


@pytest.mark.parametrize("asked", ["-1", "é", "1e9", "79", "%00", "<script>", "42;drop", "9" * 3000])
def test_a_second_that_is_not_in_the_clip_is_said_politely(client: Client, clip: VideoClipPage, asked: str) -> None:
    soup = soup_of(client, f"/ressources/vent/?t={asked}")
    assert find(soup, "video source")["src"].endswith("#t=0,78")
    assert find(soup, "#lecteur .notice")
    assert marked(soup) == []


def test_each_time_of_the_transcript_opens_the_player_there(client: Client, clip: VideoClipPage) -> None:
    soup = soup_of(client, "/ressources/vent/")
    links = [str(link["href"]) for link in soup.select("[data-tln-passages] a")]
    assert links == ["?t=3#lecteur", "?t=15.9#lecteur", "?t=41.5#lecteur"]
    for link in links:
        again = soup_of(client, f"/ressources/vent/{link.partition('#')[0]}")
        assert len(marked(again)) == 1
        assert again.find(id=link.partition("#")[2])


def test_chapters_notice_and_pilot(client: Client, house: object) -> None:
    coalition = CoalitionPageFactory(hue_name="ocean")
    pilot = MemberPageFactory(title="Réseau Chaleur")
    project = ProjectPageFactory(title="Des clips", coalition=coalition)
    clip = VideoClipPageFactory(slug="vent", pilot=pilot, project=project, notice="Conseils généraux.", is_demo=True)
    ChapterFactory(clip=clip, starts_at_seconds=12, title="La fenêtre")
    soup = soup_of(client, "/ressources/vent/")
    assert find(soup, ".chapters a")["href"] == "?t=12#lecteur"
    assert "Conseils généraux." in find(soup, "main").get_text()
    aside = find(soup, "aside").get_text()
    assert "Réseau Chaleur" in aside
    assert "Des clips" in aside
    assert "ocean" in find(soup, "body")["class"]
    assert find(soup, ".clip-wall .badge.demo")


def test_what_the_reader_may_not_open_is_not_named(client: Client, house: object) -> None:
    hidden = MemberPageFactory(title="Association cachée", live=False)
    VideoClipPageFactory(slug="vent", pilot=hidden)
    assert "cachée" not in client.get("/ressources/vent/").content.decode()


def test_before_and_after_in_the_series(client: Client, house: object) -> None:
    series = SeriesFactory(name="Chez soi")
    for number, live in ((1, True), (2, False), (3, True), (4, True)):
        VideoClipPageFactory(slug=f"clip-n{number}", title=f"Numéro {number}", series=series, number=number, live=live)
    soup = soup_of(client, "/ressources/clip-n3/")
    assert "Numéro 1" in find(soup, "a[rel=prev]").get_text()
    assert "Numéro 4" in find(soup, "a[rel=next]").get_text()
    first = soup_of(client, "/ressources/clip-n1/")
    assert first.select_one("a[rel=prev]") is None


def test_related_and_neighbours(client: Client, house: object) -> None:
    theme = ThemeFactory(slug="froid")
    clip = VideoClipPageFactory(slug="vent", themes=[theme])
    VideoClipPageFactory(title="Bien se chauffer", themes=[theme])
    KitPageFactory(title="Le kit du froid", themes=[theme])
    chosen = KitPageFactory(title="Choisi à la main", themes=[theme])
    RelatedPageFactory(page=clip, target=chosen)
    soup = soup_of(client, "/ressources/vent/")
    titles = [str(title.get_text(strip=True)) for title in soup.select("main .card-title")]
    assert titles[0] == "Choisi à la main"
    assert sorted(titles[1:]) == ["Bien se chauffer", "Le kit du froid"]


def test_without_film_or_captions_the_page_stands(client: Client, house: object) -> None:
    VideoClipPageFactory(slug="vent", captions="")
    soup = soup_of(client, "/ressources/vent/?t=12")
    assert soup.select_one("video") is None
    assert soup.select_one("#texte") is None


def test_broken_captions_never_break_the_page(client: Client, house: object) -> None:
    VideoClipPageFactory(slug="vent", film=MediaFactory())
    VideoClipPage.objects.update(captions="pas du WebVTT")
    assert client.get("/ressources/vent/").status_code == 200


def fill(number: int) -> None:
    """Put a clip in the middle of a full shelf."""
    theme, series = ThemeFactory(slug=f"theme-de-{number}"), SeriesFactory(slug=f"serie-de-{number}")
    pilot, project = MemberPageFactory(), ProjectPageFactory(coalition=CoalitionPageFactory())
    values = {"themes": [theme], "series": series, "pilot": pilot, "project": project, "film": MediaFactory()}
    clip = VideoClipPageFactory(slug=f"vent-{number}", number=1, captions=CAPTIONS, **values)
    for place in range(number):
        VideoClipPageFactory(number=place + 2, **values)
    for _place in range(min(number, 8)):
        RelatedPageFactory(page=clip, target=KitPageFactory(themes=[theme]))


def test_queries(client: Client, house: object) -> None:
    fill(3)
    client.get("/ressources/vent-3/")
    few = len(queries_of(lambda: client.get("/ressources/vent-3/")))
    assert_at_most(lambda: client.get("/ressources/vent-3/"), 18)
    fill(30)
    client.get("/ressources/vent-30/")
    assert len(queries_of(lambda: client.get("/ressources/vent-30/?t=12"))) == few

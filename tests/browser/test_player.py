"""The player in a real browser: nothing before play, the keyboard, the transcript, the clip's own end."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from django.core.files.base import ContentFile

from resources.models import VideoClipPage
from tests.portal.factories import MediaFactory
from tests.resources.factories import ChapterFactory, VideoClipPageFactory

pytestmark = pytest.mark.browser

FILM = Path(__file__).resolve().parents[2] / "resources" / "films" / "sample-90.mp4"
ADDRESS = "/ressources/vent/"
CAPTIONS = """WEBVTT

00:00:03.000 --> 00:00:15.500
Un jour de vent.

00:00:15.900 --> 00:00:40.000
Une bande de papier suffit.

00:00:41.500 --> 00:01:00.000
Retenez la règle.
"""
TIME = "() => document.querySelector('video').currentTime"
IS_PLAYING = "() => { const v = document.querySelector('video'); return !v.paused && v.currentTime > 0; }"


@pytest.fixture
def clip(loaded_site: object) -> VideoClipPage:
    film = MediaFactory(file=ContentFile(FILM.read_bytes(), name="film.mp4"))
    clip = VideoClipPageFactory(
        title="Traquer les courants d’air", slug="vent", captions=CAPTIONS, film=film, duration=78
    )
    ChapterFactory(clip=clip, starts_at_seconds=41, title="La règle")
    return clip


def films_asked_by(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if ".mp4" in request.url else None)
    return asked


def current(page: Page) -> str:
    return page.locator("[data-tln-passage][aria-current]").inner_text()


@pytest.mark.parametrize("javascript", [True, False])
def test_no_byte_of_film_before_play(clip: VideoClipPage, page_factory: Callable[..., Page], javascript: bool) -> None:
    page = page_factory(javascript=javascript)
    asked = films_asked_by(page)
    page.goto(f"{ADDRESS}?t=42")
    page.wait_for_load_state("networkidle")
    assert asked == []
    assert "Retenez la règle." in current(page)


def test_play_by_keyboard_alone(clip: VideoClipPage, page_factory: Callable[..., Page]) -> None:
    """From the top of the page: to the player, play, on by ten seconds, slower, then a time of the transcript."""
    page = page_factory()
    page.goto(ADDRESS)
    start = page.locator("[data-tln-start]")
    for _stop in range(40):
        page.keyboard.press("Tab")
        if start.evaluate("button => button === document.activeElement"):
            break
    assert start.evaluate("button => button === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_function(IS_PLAYING)
    assert start.is_hidden()
    assert page.evaluate("document.activeElement.tagName") == "VIDEO"
    page.keyboard.press("k")
    page.wait_for_function("() => document.querySelector('video').paused")
    before = page.evaluate(TIME)
    page.keyboard.press("l")
    page.wait_for_function(f"() => document.querySelector('video').currentTime > {before + 9}")
    page.locator("[data-tln-speed]").select_option("1.5")
    assert page.evaluate("document.querySelector('video').playbackRate") == 1.5
    page.locator("[data-tln-passage='41.5'] a").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('video').currentTime >= 41.4")
    page.wait_for_function(IS_PLAYING)
    assert "Retenez la règle." in current(page)
    assert page.url.endswith("?t=41.5#lecteur")


def test_the_transcript_follows(clip: VideoClipPage, page_factory: Callable[..., Page]) -> None:
    page = page_factory(width=360)
    page.goto(ADDRESS)
    page.locator("[data-tln-passage='3'] a").click()
    page.wait_for_function(IS_PLAYING)
    assert "Un jour de vent." in current(page)
    page.evaluate("document.querySelector('video').currentTime = 20")
    page.locator("[data-tln-passage='15.9'][aria-current=true]").wait_for()
    assert page.locator("[data-tln-passage][aria-current]").count() == 1
    page.locator(".chapters a").click()
    page.wait_for_function("() => document.querySelector('video').currentTime >= 40.9")


def test_captions_are_shown(clip: VideoClipPage, page_factory: Callable[..., Page]) -> None:
    page = page_factory()
    page.goto(ADDRESS)
    page.locator("[data-tln-passage='3'] a").click()
    page.wait_for_function("() => document.querySelector('video').textTracks[0].activeCues?.length === 1")
    assert page.evaluate("document.querySelector('video').textTracks[0].mode") == "showing"
    words = page.evaluate("document.querySelector('video').textTracks[0].activeCues[0].text")
    assert words == "Un jour de vent."


def test_the_clip_stops_at_its_own_end(clip: VideoClipPage, page_factory: Callable[..., Page]) -> None:
    """The film lasts 90 seconds, the clip 78."""
    page = page_factory()
    page.goto(f"{ADDRESS}?t=77")
    page.locator("[data-tln-start]").click()
    page.wait_for_function(
        "() => { const v = document.querySelector('video'); return v.paused && v.currentTime > 77; }"
    )
    assert page.evaluate(TIME) < 79
    page.evaluate("document.querySelector('video').play()")
    page.wait_for_function("() => document.querySelector('video').currentTime < 10")


def test_without_a_script_a_time_opens_the_player_there(clip: VideoClipPage, page_factory: Callable[..., Page]) -> None:
    page = page_factory(javascript=False)
    page.goto(ADDRESS)
    page.locator("[data-tln-passage='41.5'] a").click()
    page.wait_for_url("**?t=41.5#lecteur")
    assert page.locator("video source").get_attribute("src", timeout=5000).endswith("#t=41.5,78")
    assert "Retenez la règle." in current(page)
    assert page.locator("[data-tln-tools]").is_hidden()

"""The player in a real browser: nothing before play, the keyboard, the transcript, the clip's own end."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from django.core.files.base import ContentFile

from resources.models import VideoClipPage
from tests.portal.factories import MediaFactory
from tests.resources.factories import ChapterFactory, SeriesFactory, VideoClipPageFactory

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AXE = (Path(__file__).resolve().parents[1] / "support" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
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
    """Return what the page asks of films and captions from now on: whole, in part or their first bytes only."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type in {"media", "texttrack"} or ".mp4" in request.url or ".vtt" in request.url:
            asked.append(request.url)

    page.on("request", note)
    return asked


def listen(page: Page) -> None:
    """Play from the first passage."""
    page.locator("[data-tln-passage='3'] a").click()
    page.wait_for_function(IS_PLAYING)


def faults_on(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]


def current(page: Page) -> str:
    return page.locator("[data-tln-passage][aria-current]").inner_text()


@pytest.mark.parametrize("javascript", [True, False])
def test_no_byte_of_film_or_captions_before_play(
    clip: VideoClipPage, page_factory: Callable[..., Page], javascript: bool
) -> None:
    page = page_factory(javascript=javascript)
    asked = films_asked_by(page)
    page.goto(f"{ADDRESS}?t=42")
    page.wait_for_load_state("networkidle")
    page.locator("[data-tln-passages]").hover()
    page.wait_for_timeout(300)
    assert asked == []
    assert "Retenez la règle." in current(page)
    if javascript:
        loaded = page.evaluate("performance.getEntriesByType('resource').map((r) => r.name).join(' ')")
        assert ".mp4" not in loaded
        video = page.evaluate(
            "(({readyState, buffered}) => [readyState, buffered.length])(document.querySelector('video'))"
        )
        assert video == [0, 0], "not even its length was asked for"
        captions = page.locator("[data-tln-captions]")
        captions.click()
        expect(captions).to_have_attribute("aria-pressed", "false")
        captions.click()
        expect(captions).to_have_attribute("aria-pressed", "true")
        assert asked == []
        page.locator("[data-tln-start]").click()
        page.wait_for_function("() => document.querySelector('video').textTracks[0].cues?.length === 3")
        assert {address.rpartition(".")[2].partition("#")[0] for address in asked} == {"mp4", "vtt"}


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
    page.locator(".settings summary").press("Enter")
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


def test_keys_work_only_inside_the_player(clip: VideoClipPage, page_factory: Callable[..., Page]) -> None:
    page = page_factory()
    page.goto(ADDRESS)
    page.keyboard.press("k")
    page.locator("[data-tln-find]").fill("km5")
    assert page.evaluate("document.querySelector('video').played.length") == 0
    page.locator("#lecteur").focus()
    page.keyboard.press("Space")
    page.wait_for_function(IS_PLAYING)
    page.keyboard.press("5")
    page.wait_for_function("() => document.querySelector('video').currentTime >= 38.9")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('video').currentTime >= 43.9")
    page.keyboard.press("m")
    assert page.evaluate("document.querySelector('video').muted")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.querySelector('video').volume") == pytest.approx(0.9)
    assert not page.evaluate("document.querySelector('video').muted")
    page.keyboard.press("c")
    captions = page.locator("[data-tln-captions]")
    expect(captions).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("document.querySelector('video').textTracks[0].mode") == "hidden"
    captions.press("Enter")
    expect(captions).to_have_attribute("aria-pressed", "true")
    toggle = page.locator("[data-tln-toggle]")
    expect(toggle).to_have_accessible_name("Mettre en pause")
    toggle.press("Space")
    expect(toggle).to_have_accessible_name("Lire")


def test_leaving_the_whole_screen_goes_back_to_its_button(
    clip: VideoClipPage, page_factory: Callable[..., Page]
) -> None:
    page = page_factory()
    page.goto(ADDRESS)
    page.locator("[data-tln-full]").press("Enter")
    page.wait_for_function("() => document.fullscreenElement")
    page.keyboard.press("f")
    page.wait_for_function("() => !document.fullscreenElement")
    expect(page.locator("[data-tln-full]")).to_be_focused()


def test_the_text_is_searched_and_quoted(clip: VideoClipPage, page_factory: Callable[..., Page]) -> None:
    page = page_factory(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{ADDRESS}?t=42")
    said = page.locator("[data-tln-said]")
    page.locator("[data-tln-quote]").click()
    expect(said).to_contain_text("Copié")
    words = page.evaluate("navigator.clipboard.readText()")
    assert words.startswith("« Retenez la règle. »\nTraquer les courants d’air, 0:41")
    assert words.endswith("?t=41.5#lecteur")
    page.locator("[data-tln-find]").fill("REGLE")
    expect(said).to_have_text("1 passage")
    assert page.locator("[data-tln-passage]:visible").count() == 1
    page.locator("[data-tln-find]").fill("zzz")
    expect(said).to_have_text("Aucun passage ne le dit.")
    page.locator("[data-tln-find]").fill("")
    assert page.locator("[data-tln-passage]:visible").count() == 3


def test_the_end_offers_the_next_clip_and_starts_nothing(
    clip: VideoClipPage, page_factory: Callable[..., Page]
) -> None:
    series = SeriesFactory(name="Chez soi")
    VideoClipPage.objects.filter(pk=clip.pk).update(series=series, number=1)
    clip.refresh_from_db()
    clip.save_revision().publish()
    VideoClipPageFactory(title="Bien se chauffer", slug="chauffer", series=series, number=2)
    page = page_factory()
    page.goto(f"{ADDRESS}?t=77")
    page.locator("[data-tln-start]").click()
    end = page.locator("[data-tln-end]")
    end.wait_for()
    page.wait_for_timeout(500)
    assert page.url.endswith("?t=77")
    assert not faults_on(page)
    page.locator("#lecteur").focus()
    page.keyboard.press("n")
    page.wait_for_url("**/chauffer/")


def test_a_film_that_does_not_come_is_said_and_its_words_offered(
    clip: VideoClipPage, page_factory: Callable[..., Page]
) -> None:
    page = page_factory()
    page.route("**/*.mp4", lambda route: route.abort())
    page.goto(ADDRESS)
    page.locator("[data-tln-start]").click()
    lost = page.get_by_role("alert")
    expect(lost).to_contain_text("Le film n’arrive pas.")
    assert not faults_on(page)
    page.unroute("**/*.mp4")
    lost.get_by_role("button", name="Réessayer").click()
    page.wait_for_function(IS_PLAYING)
    expect(page.locator("[data-tln-lost]")).to_be_hidden()


@pytest.mark.parametrize(("width", "dark"), [(320, True), (1280, False)])
def test_axe_while_it_plays_with_captions_and_settings_open(
    clip: VideoClipPage, page_factory: Callable[..., Page], width: int, dark: bool
) -> None:
    page = page_factory(width=width, dark=dark)
    page.goto(ADDRESS)
    listen(page)
    assert not faults_on(page)
    page.locator(".settings summary").click()
    page.locator("[data-tln-size]").select_option("cues-huge")
    assert not faults_on(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        "[...document.querySelectorAll('.screen-tools :is(button, select, summary), .transcript-find')]"
        ".filter((part) => part.offsetParent && part.getBoundingClientRect().height < 44).length"
    )
    assert small == 0


def test_the_transcript_only_follows_who_wishes(clip: VideoClipPage, page_factory: Callable[..., Page]) -> None:
    """A long one, in a box of its own."""
    cues = [
        f"00:00:{second:02}.000 --> 00:00:{second + 1:02}.000\nPassage {second}, {'mot ' * 40}"
        for second in range(0, 58, 2)
    ]
    VideoClipPage.objects.filter(pk=clip.pk).update(captions="WEBVTT\n\n" + "\n\n".join(cues) + "\n")
    page = page_factory()
    page.goto(ADDRESS)
    top = "document.querySelector('[data-tln-passages]').scrollTop"
    page.locator("[data-tln-follow]").uncheck()
    page.evaluate("document.querySelector('video').currentTime = 30")
    page.locator("[data-tln-start]").click()
    page.locator("[data-tln-passage='30'][aria-current]").wait_for()
    assert page.evaluate(top) == 0
    page.locator("[data-tln-follow]").check()
    page.wait_for_function(f"() => {top} > 100")

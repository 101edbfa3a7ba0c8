"""Clips with their films, publications and articles."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile

from home.content.body import paragraphs, set_body
from home.content.files import Item
from home.content.loading import Loading, items_of
from home.content.pages import PageFamily
from home.content.rows import classify, lines, owner, related, say_common
from home.content.values import first_day
from portal.models import PageTag, PortalMedia, PortalTag
from resources.captions import Cue, split_cues, write_webvtt
from resources.enums import PublicationKind
from resources.models import ArticlePage, Chapter, KitPage, PublicationPage, Series, VideoClipPage

FILMS = Path(settings.BASE_DIR) / "resources" / "films"
LENGTHS = (90, 120, 180, 240)


def load_films(load: Loading) -> None:
    """Write the sample films, the series and the tags, which the clips ask for."""
    if not items_of(load, "clips"):
        return
    house = load.content.house
    for seconds in LENGTHS:
        path = FILMS / f"sample-{seconds}.mp4"
        title = house["films"]["title"] % seconds

        def values(seconds: int = seconds, path: Path = path) -> dict[str, Any]:
            file = ContentFile(path.read_bytes(), name=path.name)
            return {"type": "video", "duration": seconds, "width": 640, "height": 360, "file": file}

        def remember(film: PortalMedia) -> None:
            load.new_files.append((film.file.storage, film.file.name))

        natural = {"title": title}
        load.record("films", str(seconds), PortalMedia, [path.name, title], values, natural, remember)
    series = house["series"]
    load.record("series", series["slug"], Series, series, lambda: {"name": series["name"]}, {"slug": series["slug"]})


def _film(load: Loading, seconds: int) -> PortalMedia | None:
    """Return the shortest sample film that is long enough."""
    film: PortalMedia | None = load.find("films", str(next(length for length in LENGTHS if length >= seconds)))
    return film


def page_tags(load: Loading, labels: list[str]) -> list[PageTag]:
    """Return the tags of a page; a tag that exists in another case is taken as it is."""
    rows = []
    for label in labels:
        tag = load.tags.get(label.lower())
        if tag is None:
            tag = PortalTag.objects.filter(name__iexact=label).first() or PortalTag(name=label)
            tag.save()
            load.tags[label.lower()] = tag
        rows.append(PageTag(tag=tag))
    return rows


def _fill_clip(load: Loading, item: Item, page: VideoClipPage) -> None:
    say_common(page, item)
    project = load.content.known["projects"][item["project"]]
    classify(load, page, [item["theme"]], project["places"])
    page.series = load.find("series", load.content.house["series"]["slug"])
    page.number = item["number"]
    page.film = _film(load, item["duration"])
    page.duration = item["duration"]
    page.spoken_language = item.get("language", "fr")
    cues = (Cue(float(cue["start"]), float(cue["end"]), cue["text"]) for cue in item["transcript"])
    page.captions = write_webvtt(split_cues(cues))
    page.pilot = load.find("organisations", item["member"])
    page.project = load.find("projects", item["project"])
    page.notice = item.get("notice", "")
    page.page_tags = page_tags(load, item["tags"])
    page.chapters = [Chapter(starts_at_seconds=row["start"], title=row["title"]) for row in item.get("chapters", ())]


CLIPS = PageFamily(
    kind="clips",
    model=lambda item: VideoClipPage,
    bare=lambda item: {"duration": item["duration"]},
    parent=lambda load, item: owner(
        load, [item["member"]], [load.content.known["projects"][item["project"]]["coalition"]], "resources"
    ),
    fill=_fill_clip,
)


def _fill_publication(load: Loading, item: Item, page: Any) -> None:
    say_common(page, item)
    classify(load, page, item["themes"], item.get("territories") or ())
    page.key_points = lines(item.get("key_points"))
    page.key_points_are_demo = item.get("key_points_demo", False)
    page.organisations = load.find_all("organisations", item["organisations"])
    page.coalition = load.find("coalitions", item["coalition"])
    page.project = load.find("projects", item["project"])
    page.access = item.get("access", "")
    page.is_idea = item.get("status") == "piste"
    set_body(page, "description", paragraphs(item["description"]))
    page.related_pages = related(load, [("spaces", item["space"])] if item.get("space") else [])
    if isinstance(page, PublicationPage):
        page.kind = item["kind"]
        page.publisher = item.get("publisher", "")


PUBLICATIONS = PageFamily(
    kind="publications",
    model=lambda item: KitPage if item["kind"] == PublicationKind.KIT else PublicationPage,
    parent=lambda load, item: owner(load, item["organisations"], [item["coalition"]], "resources"),
    fill=_fill_publication,
)
PICKS = ("projects", "clips", "publications", "events", "calls")


def _fill_article(load: Loading, item: Item, page: ArticlePage) -> None:
    say_common(page, item)
    classify(load, page, item["themes"], item["territories"])
    page.kind = item["kind"]
    page.told_on = first_day(str(item["date"])) if item["date"] is not None else None
    page.date_precision = item["date_precision"]
    page.date_label = item["date_label"]
    page.date_is_approximate = item.get("date_approx", False)
    page.organisations = load.find_all("organisations", item["organisations"])
    page.coalitions = load.find_all("coalitions", item["coalitions"])
    set_body(page, "body", paragraphs(item["body"]))
    page.related_pages = related(load, [(kind, slug) for kind in PICKS for slug in item.get(kind) or ()])


ARTICLES = PageFamily(
    kind="articles",
    model=lambda item: ArticlePage,
    # An article tells of organisations without being theirs: naming one gives it no right (ADR 11).
    parent=lambda load, item: owner(load, (), item["coalitions"], "resources"),
    fill=_fill_article,
)

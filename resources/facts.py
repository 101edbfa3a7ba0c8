"""Clips, articles, kits and publications as facts for machines."""

from collections.abc import Iterable
from typing import Any

from portal.head import Context, Node, house, named, page_node, register_facts
from portal.public_address import absolute
from portal.share_pictures import address_of_picture
from resources.models import ArticlePage, KitPage, PublicationPage, VideoClipPage


def facts_of_clip(page: VideoClipPage, context: Context) -> Iterable[Node]:
    """Return a film with its transcript, its length and its chapters."""
    node = page_node(page, context, "VideoObject") | {
        "duration": duration_of(page.duration),
        "inLanguage": page.spoken_language,
        "publisher": house(),
        "thumbnailUrl": _picture(page),
        **_dates(page, "uploadDate"),
    }
    if page.film:
        node["contentUrl"] = absolute(page.film.url)
    text = "\n".join(paragraph.text for paragraph in page.paragraphs)
    if text:
        node["transcript"] = text
    if context.get("pilot"):
        node["creator"] = named(context["pilot"])
    parts = _clips(page, context, node["url"])
    yield node | ({"hasPart": parts} if parts else {})


def _clips(page: VideoClipPage, context: Context, url: str) -> list[Node]:
    """Return the chapters: each ends where the next one begins, the last with the clip."""
    given = [(row["seconds"], row["title"]) for row in context.get("chapters") or []]
    rows = sorted((seconds, title) for seconds, title in given if seconds < page.duration)
    ends = [*(seconds for seconds, _title in rows[1:]), page.duration]
    return [
        {"@type": "Clip", "name": title, "startOffset": seconds, "endOffset": end, "url": f"{url}?t={seconds}"}
        for (seconds, title), end in zip(rows, ends, strict=False)
    ]


def facts_of_article(page: ArticlePage, context: Context) -> Iterable[Node]:
    """Return an article; the house signs, since articles name no person."""
    node = page_node(page, context, "Article")
    about = [named(entry) for entry in [*context["coalitions"], *context["organisations"]]]
    yield node | {
        "headline": page.title,
        "author": house(),
        "publisher": house(),
        "image": _picture(page),
        **_dates(page, "datePublished"),
        **({"about": about} if about else {}),
    }


def facts_of_document(page: Any, context: Context) -> Iterable[Node]:
    """Return a kit or a publication."""
    makers = [named(entry) for entry in context["organisations"]]
    node = page_node(page, context, "CreativeWork") | {"publisher": house(), **_dates(page, "datePublished")}
    yield node | ({"creator": makers} if makers else {})


def duration_of(seconds: int) -> str:
    """Return a length as ISO 8601 writes it: PT1M52S."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return "PT" + "".join(f"{value}{unit}" for value, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if value)


def _picture(page: Any) -> str:
    """Return the picture that stands for the page elsewhere: the one of its Open Graph."""
    return absolute(address_of_picture(page))


def _dates(page: Any, name: str) -> dict[str, str]:
    first, last = page.first_published_at, page.last_published_at
    dates = {name: first.isoformat()} if first else {}
    return dates | ({"dateModified": last.isoformat()} if last else {})


def connect() -> None:
    """Register; called once, when the app is ready."""
    register_facts(VideoClipPage, facts_of_clip)
    register_facts(ArticlePage, facts_of_article)
    register_facts(KitPage, facts_of_document)
    register_facts(PublicationPage, facts_of_document)

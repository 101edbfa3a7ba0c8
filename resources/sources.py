"""What search, lists and cards know about clips, kits, publications and articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coalitions.models import MemberPage
from portal.text_lists import lines_of
from resources import facts
from resources.captions import Cue
from resources.enums import ArticleKind, PublicationKind
from resources.models import ArticlePage, KitPage, PublicationPage, ResourceIndexPage, Series, VideoClipPage
from resources.reading import FIELDS
from search.contracts import PassageText
from search.enums import EntryKind, TermName
from search.facets import register_labels
from search.feeds.registry import FeedList, register_feed
from search.filters import KIND
from search.labels import register_sorts
from search.lists import register_list
from search.sources import Details, PageSource, nameable, register
from search.text import text_of

# A sentence that says something, and still fits on a card.
SHORTEST_QUOTE, LONGEST_QUOTE = 32, 96
_ENDS = (".", "!", "?", "…")


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _given(*pages: Any) -> list[Any]:
    return [page for page in pages if page is not None]


def _owners_of(page: Any) -> list[Any]:
    """Return the association whose page holds this one, if one does."""
    return list(MemberPage.objects.filter(path=page.path[: -page.steplen]))


def _named(page: Any) -> dict[str, str]:
    parts = page.get_url_parts()
    return {"name": getattr(page, "short_name", "") or page.title, "url": str(parts[2]) if parts else ""}


def _noon(day: Any) -> datetime | None:
    """Return a moment to sort by for a day: its noon, the same day wherever it is read."""
    return timezone.make_aware(datetime.combine(day, time(12))) if day else None


def quote_of(cues: Sequence[Cue], duration: int) -> dict[str, Any]:
    """Return a whole sentence near the middle of a clip, and its second, for the clip's card."""
    whole = [
        cue
        for before, cue in zip([None, *cues], cues, strict=False)
        if cue.text.endswith(_ENDS)
        and (before is None or before.text.endswith(_ENDS))
        and SHORTEST_QUOTE <= len(cue.text) <= LONGEST_QUOTE
    ]
    if not whole:
        return {}
    best = min(whole, key=lambda cue: abs(cue.start - duration / 2))
    return {"quote": best.text, "quote_at": best.start}


def describe_clip(page: Any) -> Details:
    """Describe a clip: each passage of its transcript can be found and opened at its second."""
    coalitions = _given(page.project.coalition) if page.project else []
    owners, projects = _owners_of(page), _given(page.project)
    carriers = _given(page.pilot) or owners
    named = nameable(*carriers, *projects, *coalitions)
    series = [page.series] if page.series else []
    card: dict[str, Any] = {
        "duration": page.duration,
        "has_captions": bool(page.captions),
        "number": page.number,
        **quote_of(page.readable_cues, page.duration),
    }
    if carriers and carriers[0] in named:
        card["organisation"] = _named(carriers[0])
    return Details(
        body="\n".join([*(chapter.title for chapter in page.chapters.all()), page.notice]).strip(),
        keywords=_unique([*(one.title for one in named), *(one.name for one in series)]),
        terms={
            TermName.ASSOCIATION: _unique(one.slug for one in [*carriers, *owners]),
            TermName.COALITION: [one.slug for one in coalitions],
            TermName.PROJECT: [one.slug for one in projects],
            TermName.SERIES: [one.slug for one in series],
        },
        passages=[PassageText(text=cue.text, starts_at_seconds=cue.start) for cue in page.paragraphs],
        card=card,
    )


def _describe_document(page: Any, sort: str, words: Iterable[str]) -> Details:
    organisations = list(page.organisations.all())
    coalitions, projects = _given(page.coalition), _given(page.project)
    named = nameable(*organisations, *coalitions, *projects)
    card: dict[str, Any] = {"sort": sort, "is_idea": page.is_idea, **_first_of(organisations, coalitions, named)}
    return Details(
        body="\n".join([text_of(page, "description"), *lines_of(page.key_points), page.access]).strip(),
        keywords=_unique([*words, *(one.title for one in named)]),
        terms={
            TermName.ASSOCIATION: _unique(one.slug for one in [*organisations, *_owners_of(page)]),
            TermName.COALITION: [one.slug for one in coalitions],
            TermName.PROJECT: [one.slug for one in projects],
        },
        card=card,
    )


def _first_of(organisations: list[Any], coalitions: list[Any], named: list[Any]) -> dict[str, dict[str, str]]:
    """Return the first organisation and the first coalition that a card may name."""
    found = {"organisation": organisations, "coalition": coalitions}
    firsts = {part: next((one for one in pages if one in named), None) for part, pages in found.items()}
    return {part: _named(page) for part, page in firsts.items() if page is not None}


def describe_kit(page: Any) -> Details:
    """Describe a kit."""
    return _describe_document(page, "", [])


def describe_publication(page: Any) -> Details:
    """Describe a publication: its publisher finds it too."""
    return _describe_document(page, page.kind, [page.publisher])


def describe_article(page: Any) -> Details:
    """Describe an article; its place in time is that of what it tells."""
    organisations, coalitions = list(page.organisations.all()), list(page.coalitions.all())
    named = nameable(*organisations, *coalitions)
    firsts = _first_of(organisations, coalitions, named)
    if "coalition" in firsts:
        firsts.pop("organisation", None)
    card: dict[str, Any] = {"sort": page.kind, "date_label": page.date_label, "date_precision": page.date_precision}
    return Details(
        body=text_of(page, "body"),
        keywords=_unique([*(one.title for one in named), page.date_label]),
        terms={
            TermName.ASSOCIATION: _unique(one.slug for one in [*organisations, *_owners_of(page)]),
            TermName.COALITION: [one.slug for one in coalitions],
        },
        sort_on=_noon(page.told_on),
        card={**card, **firsts},
    )


SOURCES = (
    PageSource(kind=EntryKind.CLIP, model=VideoClipPage, describe=describe_clip),
    PageSource(kind=EntryKind.KIT, model=KitPage, describe=describe_kit),
    PageSource(kind=EntryKind.PUBLICATION, model=PublicationPage, describe=describe_publication),
    PageSource(kind=EntryKind.ARTICLE, model=ArticlePage, describe=describe_article),
)


def register_sources() -> None:
    """Make the pages of this room findable; called from `ResourcesConfig.ready`."""
    for source in SOURCES:
        register(source)
    facts.connect()
    kinds = (EntryKind.CLIP, EntryKind.KIT, EntryKind.PUBLICATION, EntryKind.ARTICLE)
    register_list(ResourceIndexPage, *kinds, filtered=True)
    register_feed(
        FeedList(name="ressources", title=_("Resources"), kinds=kinds, fields=FIELDS, page_type=ResourceIndexPage)
    )
    articles = tuple(name for name in FIELDS if name != KIND)
    register_feed(
        FeedList(
            name="articles",
            title=_("Articles"),
            kinds=(EntryKind.ARTICLE,),
            fields=articles,
            page_type=ResourceIndexPage,
            fixed=((KIND, str(EntryKind.ARTICLE)),),
        )
    )
    register_sorts(EntryKind.PUBLICATION, PublicationKind)
    register_sorts(EntryKind.ARTICLE, ArticleKind)
    register_labels(TermName.SERIES, lambda: dict(Series.objects.values_list("slug", "name")))

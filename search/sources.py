"""Where entries come from. An app registers a source for each of its types in `AppConfig.ready`:

    register(PageSource(kind=EntryKind.CLIP, model=VideoClipPage, describe=describe_clip))

`search` names no other app: a source says what its objects are, search keeps the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Model, QuerySet

from wagtail.models import Page, PageViewRestriction

from portal.models import ClassifiedMixin
from search.contracts import Document, PassageText
from search.enums import TermName
from search.lookups import PAGE_STEP, Label, Lookups, with_ancestors

CARD_IMAGE = "fill-640x400|format-webp"


class Source(Protocol):
    """`represents` names the term whose value is the slug of these objects (a member page is an association)."""

    label: str
    model: type[Model]
    represents: str

    def queryset(self) -> QuerySet[Any]: ...

    def document(self, obj: Any, lookups: Lookups) -> Document | None: ...


_sources: dict[type[Model], Source] = {}


def register(source: Source) -> None:
    """Make the objects of a type findable; called from `AppConfig.ready` of the app that has the type."""
    known = _sources.get(source.model)
    if known is not None and known is not source:
        raise ValueError(f"{source.model._meta.label} has a source already: {known.label}.")
    _sources[source.model] = source


def unregister(source: Source) -> None:
    """Forget a source: for tests."""
    _sources.pop(source.model, None)


def all_sources() -> Iterator[Source]:
    yield from sorted(_sources.values(), key=lambda source: source.label)


def source_of(model: type[Model]) -> Source | None:
    return _sources.get(model)


def page_labels() -> list[str]:
    return [source.label for source in all_sources() if issubclass(source.model, Page)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What an app says about one of its pages, beyond what every page has. `None` leaves the page's own value."""

    body: str = ""
    keywords: Iterable[str] = ()
    terms: Mapping[str, Iterable[str]] = field(default_factory=dict)
    passages: Iterable[PassageText] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    sort_on: datetime | None = None
    summary: str | None = None
    card: Mapping[str, Any] = field(default_factory=dict)


def nameable(*pages: Any) -> list[Any]:
    """Return those of the pages that anybody may open, each once: a name on a card is shown, and it finds.

    Terms may hold all of them: what a term stands for is shown by its own entry, and a page whose readers change is
    found by it among those that name it. A page that will expire is not named: a card would outlive it by a minute.
    """
    given = {page.pk: page for page in pages if page is not None}.values()
    live = [page for page in given if page.live and page.expire_at is None]
    above = {page.path[:end] for page in live for end in range(PAGE_STEP, len(page.path) + 1, PAGE_STEP)}
    gates = PageViewRestriction.objects.filter(page__path__in=above).exclude(restriction_type=PageViewRestriction.NONE)
    closed = tuple(gates.values_list("page__path", flat=True)) if above else ()
    return [page for page in live if not page.path.startswith(closed)]


def say_nothing(page: Any) -> Details:
    return Details()


class PageSource:
    """The source of a page type: what all pages have, the visibility of Wagtail, and what `describe` adds."""

    def __init__(
        self,
        *,
        kind: str,
        model: type[Page],
        describe: Callable[[Any], Details] = say_nothing,
        represents: str = "",
    ) -> None:
        self.kind = kind
        self.model = model
        self.describe = describe
        self.represents = represents
        self.label: str = model._meta.label_lower

    def queryset(self) -> QuerySet[Any]:
        return self.model._default_manager.all()

    def document(self, obj: Any, lookups: Lookups) -> Document | None:
        """Return the document of a live page; None for a draft, an alias, an expired page, or no address."""
        if not obj.live or obj.expired or obj.alias_of_id is not None:
            return None
        parts = obj.get_url_parts()
        if not parts or not parts[2]:
            return None
        details = self.describe(obj)
        themes, territories = _themes(obj, lookups), _territories(obj, lookups)
        tags = list(obj.tags.all()) if hasattr(obj, "tags") else []
        names = [*details.keywords, *(label.name for label in [*themes, *territories] if label.tells)]
        return Document(
            kind=self.kind,
            title=obj.title,
            slug=obj.slug,
            address=parts[2],
            audiences=lookups.audiences_of(obj.path),
            summary=getattr(obj, "summary", "") if details.summary is None else details.summary,
            body=details.body,
            keywords=(*names, *(tag.name for tag in tags)),
            terms=self._terms(obj, details.terms, themes, territories, [tag.slug for tag in tags]),
            passages=tuple(details.passages),
            hue=getattr(obj, "hue", ""),
            is_demo=getattr(obj, "is_demo", False),
            disclaimer=getattr(obj, "disclaimer_text", ""),
            starts_at=details.starts_at,
            ends_at=details.ends_at if details.ends_at is not None else details.starts_at,
            sort_on=details.sort_on or details.starts_at or obj.first_published_at,
            visible_until=obj.expire_at,
            boost=getattr(obj, "search_boost", 1.0),
            card={**_card_image(obj), **details.card},
        )

    def _terms(
        self,
        page: Any,
        own: Mapping[str, Iterable[str]],
        themes: list[Label],
        territories: list[Label],
        tags: list[str],
    ) -> dict[str, list[str]]:
        terms = {str(name): [str(value) for value in values] for name, values in own.items()}
        for name, values in (
            (TermName.THEME, [label.slug for label in themes]),
            (TermName.TERRITORY, [label.slug for label in territories]),
            (TermName.TAG, tags),
            (self.represents, [page.slug] if self.represents else []),
        ):
            if values:
                terms[str(name)] = [*terms.get(str(name), []), *values]
        return terms


def _themes(page: Any, lookups: Lookups) -> list[Label]:
    if not isinstance(page, ClassifiedMixin):
        return []
    ids = [theme.pk for theme in page.themes.all()]
    return with_ancestors(ids, lookups.themes) if ids else []


def _territories(page: Any, lookups: Lookups) -> list[Label]:
    if not isinstance(page, ClassifiedMixin):
        return []
    ids = [territory.pk for territory in page.territories.all()]
    return with_ancestors(ids, lookups.territories) if ids else []


def _card_image(page: Any) -> dict[str, Any]:
    """Return the picture of the card, made now so that no reader waits for it; the motif stands in for none."""
    image = getattr(page, "image", None)
    if image is None:
        return {}
    rendition = image.get_rendition(CARD_IMAGE)
    return {
        "image": {"url": rendition.url, "width": rendition.width, "height": rendition.height},
        "alt": image.description,
    }

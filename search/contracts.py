"""What the parts of search say to each other: documents in, questions and results out. No database here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from portal.readers import Reader
    from search.models import Entry
    from search.question import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageText:
    text: str
    starts_at_seconds: float | None = None
    page_number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Everything that an entry says about one object. `terms` holds codes and slugs by name."""

    kind: str
    title: str
    address: str
    audiences: frozenset[str]
    slug: str = ""
    summary: str = ""
    body: str = ""
    keywords: tuple[str, ...] = ()
    terms: Mapping[str, Iterable[str]] = field(default_factory=dict)
    passages: tuple[PassageText, ...] = ()
    hue: str = ""
    is_demo: bool = False
    disclaimer: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    sort_on: datetime | None = None
    visible_from: datetime | None = None
    visible_until: datetime | None = None
    boost: float = 1.0
    card: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Choices of the reader: values of one term are alternatives, terms add up."""

    kinds: tuple[str, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    start: datetime | None = None
    end: datetime | None = None
    is_open: bool = False  # what has begun and is not over at the moment of the question

    def __bool__(self) -> bool:
        """Tell whether anything is chosen."""
        return bool(self.kinds or self.terms or self.start or self.end or self.is_open)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result. `title` and `excerpt` are escaped, with the words that were found in `<mark>`."""

    entry: Entry
    title: str
    excerpt: str
    address: str
    seconds: float | None = None
    page_number: int | None = None


# Of each facet (`KIND_FACET`, `OPEN_FACET`, names of terms), how many results each value has.
Facets = Mapping[str, Mapping[str, int]]
KIND_FACET, OPEN_FACET = "kind", "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    query: str
    hits: tuple[Hit, ...]
    total: int
    page: int
    pages: int
    facets: Facets
    relaxed: bool = False
    engine: str = ""

    @property
    def kinds(self) -> Mapping[str, int]:
        return self.facets.get(KIND_FACET, {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What an engine is asked. `size` results from the `page`-th page, counted from 1.

    `facets` names the terms to count besides the kinds; `by_date` sorts by the date, the latest first.
    """

    reading: Reading  # with no concept in it, the filters alone are the question
    filters: Filters
    reader: Reader
    at: datetime
    page: int = 1
    size: int = 24
    facets: tuple[str, ...] = ()
    by_date: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """An engine's answer: identifiers of entries, best first, and counts over all that match.

    A facet counts without the choices of its own name and with all others; `total` with all. `relaxed`: not every
    concept was found together.
    """

    ids: tuple[int, ...]
    total: int
    facets: Facets = field(default_factory=dict)
    relaxed: bool = False


class Engine(Protocol):
    """An engine ranks; excerpts, time codes and pages are made once for all engines by `search.engine`."""

    name: str

    def rank(self, question: Question) -> Ranking: ...

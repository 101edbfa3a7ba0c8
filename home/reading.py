"""What the home page and the editorial pages show around their own blocks."""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import HttpRequest

from calls.listing import most_urgent
from home.doors import doors_at
from portal.asking import moment_of, reader_of
from portal.blocks.outline import OutlineItem, outline_of
from portal.enums import PageKind
from portal.layout import read_layout
from portal.trail import trail_of
from search.enums import EntryKind
from search.french import sortable
from search.models import Entry
from search.related import related_entries

if TYPE_CHECKING:
    from home.models import GlossaryEntry, HomePage, StandardPage

MOST_CALLS = 3
# Below this number of titles, a page is read faster than its table of contents.
ENOUGH_TITLES = 3
LAST_SENTENCE = re.compile(r"^(?P<before>.*[.!?…])\s+(?P<last>[^.!?…]+[.!?…]?)$", re.DOTALL)


@dataclass(frozen=True)
class Lead:
    """The large sentence of the home page: what comes before, and its last part, which is coloured."""

    before: str
    last: str


@dataclass(frozen=True)
class Letter:
    """A letter of the glossary and its terms."""

    letter: str
    anchor: str
    entries: list["GlossaryEntry"]


def lead_of(text: str) -> Lead:
    """Return the sentence with its last part apart; a single sentence is not cut."""
    found = LAST_SENTENCE.match(text.strip())
    return Lead(found["before"], found["last"]) if found else Lead(text.strip(), "")


def home_context(page: "HomePage", request: HttpRequest) -> dict[str, Any]:
    """Return the context of the house's door: who is here, and which calls are open or to come."""
    reader, at = reader_of(request), moment_of(request)
    is_call = Q(kind=EntryKind.CALL, ends_at__gt=at)
    shown = Entry.objects.visible_to(reader, at).filter(is_call | Q(kind=EntryKind.COALITION))
    entries = list(shown.by_title().for_listing())
    calls = most_urgent(entries, at, MOST_CALLS)
    return {
        "lead": lead_of(page.lead),
        "alliances": [
            (entry.hue, entry.card.get("count") or 1) for entry in entries if entry.kind == EntryKind.COALITION
        ],
        "call": calls[0] if calls else None,
        "other_calls": calls[1:],
        "doors": doors_at(at),
    }


def page_context(page: "StandardPage", request: HttpRequest) -> dict[str, Any]:
    """Return the context of an editorial page."""
    reader, at = reader_of(request), moment_of(request)
    letters = letters_of(list(page.glossary_entries.all()))
    return {
        "trail": trail_of(page, read_layout(at)),
        "contents": contents_of(page, request),
        "letters": letters,
        "term_count": sum(len(letter.entries) for letter in letters),
        "related": related_entries(page, reader, at),
        "is_glossary": page.kind == PageKind.GLOSSARY,
    }


def contents_of(page: "StandardPage", request: HttpRequest) -> list[OutlineItem]:
    """Return the table of contents; a short page has none."""
    titles = outline_of(page.body, request)
    return titles if len(titles) >= ENOUGH_TITLES else []


def letters_of(entries: "list[GlossaryEntry]") -> list[Letter]:
    """Return the terms by letter, accents folded: É stands with E, a figure under “0-9”."""
    ordered = sorted(entries, key=lambda entry: (sortable(entry.term), entry.slug))
    return [
        Letter(letter, f"lettre-{letter.lower()}", list(found))
        for letter, found in groupby(ordered, key=lambda entry: initial_of(entry.term))
    ]


def initial_of(term: str) -> str:
    """Return the letter under which a term stands."""
    first = sortable(term)[:1].upper()
    return first if first.isalpha() else "0-9"

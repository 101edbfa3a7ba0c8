"""What the page of a clip shows: the player at the place that is asked for, the transcript, the series, neighbours."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from portal.asking import moment_of, reader_of
from portal.layout import address_of, read_layout
from portal.readers import Reader
from resources.forms import PlayerForm
from resources.moments import fragment, passages_of, place_words
from resources.naming import list_address, named_by, shelf_beside, theme_tags, trail
from search.enums import EntryKind, TermName
from search.models import Entry
from search.related import related_entries

if TYPE_CHECKING:
    from resources.models import VideoClipPage

CAPTIONS_NAME = "sous-titres.vtt"
FURTHER = 3


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """Where a clip stands in its series."""

    name: str
    slug: str
    total: int
    previous: Entry | None
    following: Entry | None


def clip_context(page: "VideoClipPage", request: HttpRequest) -> dict[str, Any]:
    """Return the context of a clip's page."""
    reader, at = reader_of(request), moment_of(request)
    second, understood = PlayerForm(request.GET).place(page.duration)
    themes = list(page.themes.all())
    named = named_by([page.pilot_id, page.project_id], reader, at)
    pilot, project = named.one(page.pilot_id), named.one(page.project_id)
    address = list_address(at)
    related = related_entries(page, reader, at)
    beside = shelf_beside(page, themes, reader, at)
    chosen = {item.entry.pk for item in related}
    others = {kind: [entry for entry in entries if entry.pk not in chosen] for kind, entries in beside.items()}
    return {
        "trail": trail(page, request),
        "hue": _hue(page, project, pilot),
        **player_values(page, second, at),
        "is_lost": not understood,
        "passages": passages_of(page.paragraphs, second),
        "chapters": [
            {"title": row.title, "seconds": row.starts_at_seconds, "place": place_words(row.starts_at_seconds)}
            for row in page.chapters.all()
        ],
        "pilot": pilot,
        "makers": [pilot] if pilot else [],
        "project": project,
        "series": series_place(page, reader, at),
        "list_address": address,
        "themes": theme_tags(themes),
        "related": related,
        "clips": others.pop(EntryKind.CLIP, []),
        "further": [entry for entries in others.values() for entry in entries[:1]][:FURTHER],
    }


def player_values(page: "VideoClipPage", second: float | None, at: datetime) -> dict[str, Any]:
    """Return what the player needs: the film from a place to the clip's end, and the address of its captions."""
    film = page.film
    own = address_of(page.url_path, read_layout(at).root_path)
    return {
        "film": f"{film.url}{fragment(second, page.duration)}" if film else "",
        "film_type": "video/webm" if film and film.file.name.endswith(".webm") else "video/mp4",
        "captions_address": f"{own}{CAPTIONS_NAME}" if page.captions else "",
        "seconds": str(page.duration),
        "opened_at": second,
    }


def _hue(page: "VideoClipPage", project: Entry | None, pilot: Entry | None) -> str:
    """Return the colour of the coalition behind the clip."""
    return next((entry.hue for entry in (project, pilot) if entry and entry.hue), str(page.default_hue))


def series_place(page: "VideoClipPage", reader: Reader, at: datetime) -> SeriesPlace | None:
    """Return the clips before and after this one, of those that the reader may open."""
    if page.series is None:
        return None
    entries = Entry.objects.visible_to(reader, at).of_kinds(EntryKind.CLIP)
    rows = list(entries.with_term(TermName.SERIES, page.series.slug).for_listing())
    rows.sort(key=lambda entry: (entry.card.get("number") is None, entry.card.get("number") or 0, entry.pk))
    places = [number for number, entry in enumerate(rows) if entry.object_key == str(page.pk)]
    here = places[0] if places else None
    return SeriesPlace(
        name=page.series.name,
        slug=page.series.slug,
        total=len(rows),
        previous=rows[here - 1] if here else None,
        following=rows[here + 1] if here is not None and here + 1 < len(rows) else None,
    )

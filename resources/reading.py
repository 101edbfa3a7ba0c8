"""What the pages of kits, publications and articles show, and the list of all resources."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import F, OrderBy, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.asking import moment_of, reader_of
from portal.blocks.outline import outline_of
from resources.moments import reading_minutes
from resources.naming import KINDS, by_turns, list_address, named_by, shelf_beside, territory_tags, theme_tags, trail
from resources.wording import told_words
from search.backends.database import apply_filters, matching
from search.enums import PLURALS
from search.filters import END, KIND, START, EntryFilterForm
from search.listing import build_listing
from search.models import Entry
from search.querysets import EntryQuerySet
from search.related import related_entries
from search.text import text_of

if TYPE_CHECKING:
    from resources.models import ArticlePage, ResourceIndexPage
    from resources.models.publication import BaseDocumentPage

FIELDS = ("q", KIND, "theme", "coalition", "association", "territory", "series", START, END)
# A table of contents helps from so many parts on.
PARTS_WORTH_A_LIST = 3


def _beside(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what stands around any resource: its trail, its themes, what was chosen by hand and its neighbours."""
    reader, at = reader_of(request), moment_of(request)
    themes = list(page.themes.all())
    address = list_address(at)
    related = related_entries(page, reader, at)
    chosen = {item.entry.pk for item in related}
    shelf = shelf_beside(page, themes, reader, at)
    return {
        "trail": trail(page, request),
        "list_address": address,
        "themes": theme_tags(themes),
        "territories": territory_tags(page.territories.all()),
        "related": related,
        "neighbours": by_turns(shelf, chosen),
    }


def document_context(page: "BaseDocumentPage", request: HttpRequest) -> dict[str, Any]:
    """Return the context of a kit's or a publication's page."""
    reader, at = reader_of(request), moment_of(request)
    organisations = [one.pk for one in page.organisations.all()]
    named = named_by([*organisations, page.coalition_id, page.project_id], reader, at)
    coalition, project = named.one(page.coalition_id), named.one(page.project_id)
    document = page.document
    return {
        **_beside(page, request),
        "hue": coalition.hue if coalition and coalition.hue else str(page.default_hue),
        "organisations": named.many(organisations),
        "coalition": coalition,
        "project": project,
        "document": document,
        "document_type": document.file_extension.upper() if document else "",
        "key_points": page.key_point_list,
    }


def article_context(page: "ArticlePage", request: HttpRequest) -> dict[str, Any]:
    """Return the context of an article's page."""
    reader, at = reader_of(request), moment_of(request)
    organisations = [one.pk for one in page.organisations.all()]
    coalitions = [one.pk for one in page.coalitions.all()]
    named = named_by([*organisations, *coalitions], reader, at)
    parts = outline_of(page.body, request)
    shown = named.many(coalitions)
    return {
        **_beside(page, request),
        "hue": next((entry.hue for entry in shown if entry.hue), str(page.default_hue)),
        "organisations": named.many(organisations),
        "coalitions": shown,
        "when": told_words(
            page.told_on,
            precision=page.date_precision,
            label=page.date_label,
            is_approximate=page.date_is_approximate,
        ),
        "minutes": reading_minutes(text_of(page, "body")),
        "parts": parts if len(parts) >= PARTS_WORTH_A_LIST else [],
    }


def _by_turns(entries: EntryQuerySet) -> EntryQuerySet:
    """Let the kinds take turns, the latest of each first, so that many clips do not hide the few kits."""
    latest = [OrderBy(F("sort_on"), descending=True, nulls_last=True), OrderBy(F("sort_title")), OrderBy(F("pk"))]
    turn = Window(RowNumber(), partition_by=[F("kind")], order_by=latest)
    return entries.annotate(turn=turn).order_by("turn", "kind", "pk")


def list_context(page: "ResourceIndexPage", request: HttpRequest) -> dict[str, Any]:
    """Return the context of the list of resources; kinds are tabs, each with its count under the other filters."""
    reader, at = reader_of(request), moment_of(request)
    listing = build_listing(data=request.GET, reader=reader, at=at, kinds=KINDS, fields=FIELDS, order=_by_turns)
    form = listing.form
    form.fields[KIND].widget = forms.HiddenInput()
    messages = [*([listing.message] if listing.message else []), *form.errors.get(KIND, [])]
    return {
        "trail": trail(page, request),
        "listing": listing,
        "active": form.active(),
        "tabs": _tabs(form, reader, at),
        "messages_of_list": messages,
        "clear_url": request.path,
        "fragment": "ressources",
    }


def _tabs(form: EntryFilterForm, reader: Any, at: datetime) -> list[dict[str, Any]]:
    filters = form.filters()
    chosen = filters.kinds
    entries = apply_filters(Entry.objects.visible_to(reader, at).of_kinds(*KINDS), replace(filters, kinds=()))
    counts = matching(entries, form.words).kind_counts()
    everything = {"label": _("Everything"), "url": form.address(kind=""), "current": not chosen}
    return [
        {**everything, "count": sum(counts.values())},
        *(
            {
                "label": PLURALS[kind],
                "url": form.address(kind=str(kind)),
                "current": kind in chosen,
                "count": counts.get(kind, 0),
            }
            for kind in KINDS
            if counts.get(kind) or kind in chosen
        ),
    ]

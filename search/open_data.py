"""Entries as rows of open data: what they have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.open_data import BadQuestionError
from portal.public_address import absolute
from portal.readers import ANONYMOUS
from search.backends.database import apply_filters
from search.enums import TermName
from search.facets import NAMED_BY_ENTRIES, is_known
from search.feeds.reading import with_dates
from search.filters import DISORDER, END, START, TERMS, EntryFilterForm, build_form
from search.models import Entry, EntryTerm

FILTERS = {
    "theme": gettext_noop("Slug of a theme."),
    "territory": gettext_noop("Slug of a territory: what lies within it answers too."),
    "coalition": gettext_noop("Slug of a coalition."),
}
PERIOD = {
    "start": gettext_noop("First day of the period, such as 2027-01-31."),
    "end": gettext_noop("Last day of the period, such as 2027-01-31."),
}
# Programs write dates one way.
ISO = "%Y-%m-%d"


class EntryRow(Schema):
    """What every row that is a page of the portal says."""

    identifiant: UUID = Field(description=gettext_noop("Identifier of the page, which never changes."))
    slug: str = Field(description=gettext_noop("Last part of its address."))
    titre: str = Field(description=gettext_noop("Title."))
    resume: str = Field(description=gettext_noop("Summary, one or two sentences."))
    adresse: str = Field(description=gettext_noop("Address of the page."))
    themes: list[str] = Field(description=gettext_noop("Slugs of its themes, broader ones included."))
    territoires: list[str] = Field(description=gettext_noop("Slugs of its territories, those around them included."))
    coalitions: list[str] = Field(description=gettext_noop("Slugs of the coalitions that it belongs to."))
    exemple: bool = Field(description=gettext_noop("True for an invented example, which tells of nothing real."))
    avertissement: str = Field(description=gettext_noop("Warning that must be shown with the row; empty for most."))
    modifie_le: datetime = Field(description=gettext_noop("When the page was last published."))


def select_entries(kind: str, asked: Mapping[str, str], at: datetime, order: Sequence[str]) -> Any:
    """Return the entries of a kind that answer the filters; what exists, but nothing carries, is answered by no row."""
    data = QueryDict(mutable=True)
    data.update(dict(asked))
    form = build_form(data, fields=list(asked), reader=ANONYMOUS, at=at, kinds=(kind,))
    for name in {START, END} & set(form.fields):
        form.fields[name].input_formats = [ISO]  # type: ignore[attr-defined]  # those of a DateField
    told = {name: words for name in form.errors if (words := _refusal(form, name, asked[name], at))}
    if told:
        raise BadQuestionError(told)
    entries = Entry.objects.visible_to(ANONYMOUS, at).of_kinds(kind)
    entries = entries.none() if form.errors else apply_filters(entries, form.filters())
    return with_dates(entries).order_by(*order, "pk").defer("body", "keywords", "digest")


def _refusal(form: EntryFilterForm, name: str, value: str, at: datetime) -> str:
    """Return what to tell of a value that a filter does not take; nothing of one that exists, and is only not used."""
    if name in TERMS:
        if is_known(TERMS[name], value, at):
            return ""
        return _("The portal knows no such slug: take it from the address of a list, after its filter.")
    if form.has_error(name, DISORDER):
        return _("The end comes before the beginning.")
    return _("Write the date as year-month-day, for example 2026-12-31.")


def common_values(entry: Any, terms: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "identifiant": entry.key,
        "slug": entry.slug,
        "titre": entry.title,
        "resume": entry.summary,
        "adresse": absolute(entry.address),
        "themes": terms.get(TermName.THEME, []),
        "territoires": terms.get(TermName.TERRITORY, []),
        "coalitions": terms.get(TermName.COALITION, []),
        "exemple": entry.is_demo,
        "avertissement": entry.disclaimer,
        "modifie_le": entry.changed_at,
    }


def terms_of(entries: Sequence[Any], at: datetime) -> dict[int, dict[str, list[str]]]:
    """Return the terms of entries by the entry's id, in two queries.

    A term may hold the slug of a page that is not for everybody: such a slug is left out.
    """
    named = {str(kind): str(name) for name, kind in NAMED_BY_ENTRIES.items()}
    shown = Entry.objects.visible_to(ANONYMOUS, at).of_kinds(*named).values_list("kind", "slug")
    open_to_all = {(named[kind], slug) for kind, slug in shown}
    rows = EntryTerm.objects.filter(entry__in=[entry.pk for entry in entries]).exclude(name=TermName.AUDIENCE)
    found: dict[int, dict[str, list[str]]] = {}
    for pk, name, value in rows.order_by("name", "value").values_list("entry", "name", "value"):
        if name not in named.values() or (name, value) in open_to_all:
            found.setdefault(pk, {}).setdefault(name, []).append(value)
    return found

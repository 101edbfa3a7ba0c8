"""Calls as open data."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import Field

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from calls.rules import state_of
from portal.open_data import Dataset, register_dataset
from search.enums import EntryKind, TermName
from search.open_data import FILTERS, PERIOD, EntryRow, common_values, select_entries, terms_of


class CallRow(EntryRow):
    """A call."""

    edition: str = Field(description=gettext_noop("Edition; empty for a first one."))
    ouverture: datetime | None = Field(description=gettext_noop("When it opens."))
    cloture: datetime | None = Field(description=gettext_noop("When it closes, to the minute."))
    etat: str = Field(description=gettext_noop("At the moment of the answer: coming, open or closed."))
    porteurs: list[str] = Field(description=gettext_noop("Slugs of the organisations that lead it."))
    projets: list[str] = Field(description=gettext_noop("Slugs of the projects that it serves."))


def select_calls(asked: Mapping[str, str], at: datetime) -> Any:
    return select_entries(EntryKind.CALL, asked, at, ("-ends_at", "sort_title"))


def build_calls(entries: Sequence[Any], at: datetime) -> Iterable[CallRow]:
    """Return the rows, in two queries."""
    terms = terms_of(entries, at)
    for entry in entries:
        own = terms.get(entry.pk, {})
        has_moments = entry.starts_at is not None and entry.ends_at is not None
        yield CallRow(
            **common_values(entry, own),
            edition=str(entry.card.get("edition") or ""),
            ouverture=entry.starts_at,
            cloture=entry.ends_at,
            etat=str(state_of(entry.starts_at, entry.ends_at, at)) if has_moments else "",
            porteurs=own.get(TermName.ASSOCIATION, []),
            projets=own.get(TermName.PROJECT, []),
        )


def connect() -> None:
    """Register; called once, when the app is ready."""
    register_dataset(
        Dataset(
            name="appels",
            title=_("Calls"),
            summary=_("The calls for applications: what for, where, from when to when."),
            row=CallRow,
            filters={**FILTERS, **PERIOD},
            select=select_calls,
            build=build_calls,
        )
    )

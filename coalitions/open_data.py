"""The directory and the key figures as open data."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from ninja import Schema
from pydantic import Field

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from coalitions.models import KeyFigure, MemberPage
from portal.open_data import Dataset, register_dataset
from portal.public_address import absolute
from portal.readers import ANONYMOUS
from search.enums import EntryKind, TermName
from search.feeds.reading import with_dates
from search.labels import sort_label
from search.models import Entry
from search.open_data import FILTERS, EntryRow, common_values, select_entries, terms_of
from search.sources import page_labels

PROVED = (EntryKind.COALITION, EntryKind.MEMBER, EntryKind.PROJECT)


class MemberRow(EntryRow):
    """An organisation. Contacts stay on its page: they are those of people at work."""

    type: str = Field(description=gettext_noop("Kind of organisation, as a code."))
    type_libelle: str = Field(description=gettext_noop("Kind of organisation, in words."))
    membre: bool = Field(description=gettext_noop("True for a member of the alliance."))
    site: str = Field(description=gettext_noop("Website; empty if not known."))
    projets: list[str] = Field(description=gettext_noop("Slugs of the projects that it leads or joins."))


class FigureRow(Schema):
    """A key figure."""

    identifiant: UUID = Field(
        description=gettext_noop("Identifier: that of the page, the label, period and perimeter.")
    )
    page: str = Field(description=gettext_noop("Title of the coalition, organisation or project."))
    page_adresse: str = Field(description=gettext_noop("Address of the page."))
    valeur: float = Field(description=gettext_noop("Value."))
    unite: str = Field(description=gettext_noop("Unit; empty for a plain number."))
    libelle: str = Field(description=gettext_noop("What it counts."))
    periode: str = Field(description=gettext_noop("When it was counted, in words."))
    perimetre: str = Field(description=gettext_noop("Where, or for whom, it was counted."))
    depart: float | None = Field(description=gettext_noop("Starting value, in the same unit."))
    cible: float | None = Field(description=gettext_noop("Target, in the same unit."))
    objectif: bool = Field(description=gettext_noop("True for a goal, not a result."))
    source: str = Field(description=gettext_noop("Who counted, and in which document."))
    a_revoir_le: date = Field(description=gettext_noop("Day when somebody checks whether it still holds."))
    note: str = Field(description=gettext_noop("Words of caution; often empty."))
    exemple: bool = Field(description=gettext_noop("True for a figure of an invented example."))


def select_members(asked: Mapping[str, str], at: datetime) -> Any:
    return select_entries(EntryKind.MEMBER, asked, at, ("sort_title",))


def build_members(entries: Sequence[Any], at: datetime) -> Iterable[MemberRow]:
    """Return the rows, in three queries."""
    terms = terms_of(entries, at)
    pages = MemberPage.objects.filter(pk__in=[entry.object_key for entry in entries])
    sites = {str(pk): site for pk, site in pages.values_list("pk", "website")}
    for entry in entries:
        own = terms.get(entry.pk, {})
        code = str(entry.card.get("sort", ""))
        yield MemberRow(
            **common_values(entry, own),
            type=code,
            type_libelle=sort_label(entry.kind, code),
            membre=bool(entry.card.get("is_member")),
            site=sites.get(entry.object_key, ""),
            projets=own.get(TermName.PROJECT, []),
        )


def select_figures(asked: Mapping[str, str], at: datetime) -> Any:
    """Return the figures of what everybody may open, with or without a source: the row says it."""
    shown = Entry.objects.visible_to(ANONYMOUS, at).of_kinds(*PROVED).filter(source__in=page_labels())
    pages = [int(key) for key in shown.order_by("pk").values_list("object_key", flat=True)]
    return KeyFigure.objects.filter(page__in=pages).order_by("page__path", "sort_order", "pk")


def build_figures(figures: Sequence[Any], at: datetime) -> Iterable[FigureRow]:
    """Return the rows, in one query more."""
    keys = sorted({str(figure.page_id) for figure in figures})
    shown = Entry.objects.visible_to(ANONYMOUS, at).filter(source__in=page_labels(), object_key__in=keys)
    pages: dict[str, Any] = {entry.object_key: entry for entry in with_dates(shown).order_by("pk").for_listing()}
    for figure in figures:
        entry = pages.get(str(figure.page_id))
        if entry is None:
            continue
        yield FigureRow(
            identifiant=uuid5(entry.key, "|".join((figure.label, figure.period, figure.perimeter))),
            page=entry.title,
            page_adresse=absolute(entry.address),
            valeur=float(figure.value),
            unite=figure.unit,
            libelle=figure.label,
            periode=figure.period,
            perimetre=figure.perimeter,
            depart=None if figure.baseline is None else float(figure.baseline),
            cible=None if figure.target is None else float(figure.target),
            objectif=figure.is_goal,
            source=figure.source,
            a_revoir_le=figure.review_on,
            note=figure.note,
            exemple=entry.is_demo,
        )


def connect() -> None:
    """Register; called once, when the app is ready."""
    register_dataset(
        Dataset(
            name="annuaire",
            title=_("Directory"),
            summary=_(
                "The organisations of the alliance and those beside it: what they are, where, in which coalitions."
            ),
            row=MemberRow,
            filters=FILTERS,
            select=select_members,
            build=build_members,
        )
    )
    register_dataset(
        Dataset(
            name="chiffres",
            title=_("Key figures"),
            summary=_("What coalitions, organisations and projects prove: a number, its source, its perimeter."),
            row=FigureRow,
            filters={},
            select=select_figures,
            build=build_figures,
            changed="page__last_published_at",
        )
    )

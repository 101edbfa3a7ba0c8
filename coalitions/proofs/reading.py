"""What the pages of proofs show, put together from figures, words of people and the projection's entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from coalitions.enums import FundingKind
from coalitions.models import CoalitionPage, KeyFigure, ProjectPage
from coalitions.proofs import charts
from coalitions.proofs.addresses import Subject, contested, names_of
from coalitions.proofs.sameness import is_same, measure_of
from search.related import entries_of_pages

if TYPE_CHECKING:
    from portal.readers import Reader
    from search.models import Entry

PERCENT = "%"
MOST_HEADLINES = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure with all that is needed to read it right."""

    figure: KeyFigure
    is_in_force: bool
    others: tuple[Entry, ...] = ()
    is_shared: bool = False
    way: tuple[charts.Bar, ...] = ()
    way_done: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures of one page in one unit, as bars."""

    unit: str
    bars: tuple[charts.Bar, ...]
    has_goal: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody said, and on which page when it is another."""

    text: str
    role: str
    page: Entry | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A coalition or a project in the list of proofs."""

    entry: Entry
    name: str
    sheets: tuple[Sheet, ...]
    total: int
    to_review: int
    projects: tuple[Line, ...] = ()


def twins_of(
    figures: Sequence[KeyFigure], *, reader: Reader, at: datetime
) -> dict[int, tuple[tuple[Entry, ...], bool]]:
    """Return, by figure, the pages that give the same one, and whether it is shared at all: two queries.

    A page that the reader may not open is not named, and makes no figure shared by itself.
    """
    if not figures:
        return {}
    values = {figure.value for figure in figures}
    pages = {figure.page_id for figure in figures}
    candidates = KeyFigure.objects.filter(value__in=values) | KeyFigure.objects.filter(shared_with__in=pages)
    rivals = list(candidates.order_by("page__path", "sort_order"))
    named = {rival.page_id for rival in rivals} | {figure.shared_with_id for figure in figures if figure.shared_with_id}
    entries = entries_of_pages(named - {None}, reader=reader, at=at)
    found = {}
    for figure in figures:
        twins = [rival.page_id for rival in rivals if _are_twins(figure, rival)]
        chosen = [figure.shared_with_id] if figure.shared_with_id else []
        shown = tuple(entries[pk] for pk in dict.fromkeys([*chosen, *twins]) if pk in entries)
        found[figure.pk] = (shown, bool(shown or chosen))
    return found


def _are_twins(figure: KeyFigure, rival: KeyFigure) -> bool:
    if rival.page_id == figure.page_id:
        return False
    marked = rival.shared_with_id == figure.page_id and measure_of(rival) == measure_of(figure)
    return marked or is_same(figure, rival)


def sheets_of(figures: Sequence[KeyFigure], on: date, *, reader: Reader, at: datetime) -> list[Sheet]:
    """Return a page's figures in their order: those to review too, each marked as such."""
    twins = twins_of(figures, reader=reader, at=at)
    sheets = []
    for figure in figures:
        others, is_shared = twins[figure.pk]
        sheets.append(
            Sheet(
                figure=figure,
                is_in_force=figure.is_in_force(on),
                others=others,
                is_shared=is_shared,
                way=_way_of(figure),
                way_done=charts.way_done(figure.baseline, figure.value, figure.target),
            )
        )
    return sheets


def _way_of(figure: KeyFigure) -> tuple[charts.Bar, ...]:
    """Return where the figure began, where it is and where it wants to go; none without a goal."""
    if figure.target is None or figure.is_goal:
        return ()
    amounts = [charts.Amount(_("Starting point"), figure.baseline)] if figure.baseline is not None else []
    now = _("Counted, %(period)s") % {"period": figure.period} if figure.period else _("Counted")
    amounts += [charts.Amount(now, figure.value), charts.Amount(_("Goal"), figure.target, is_goal=True)]
    return charts.bars(amounts, is_percentage=figure.unit.strip() == PERCENT)


def comparisons_of(sheets: Iterable[Sheet]) -> list[Comparison]:
    """Return the figures that share a unit, side by side; what must be reviewed is compared with nothing."""
    by_unit: dict[str, list[KeyFigure]] = {}
    for sheet in sheets:
        if sheet.is_in_force and sheet.figure.unit and not sheet.way:
            by_unit.setdefault(measure_of(sheet.figure)[1], []).append(sheet.figure)
    found = []
    for figures in by_unit.values():
        amounts = [charts.Amount(_label_of(figure), figure.value, figure.is_goal) for figure in figures]
        unit = figures[0].unit
        drawn = charts.bars(amounts, is_percentage=unit.strip() == PERCENT)
        if drawn:
            found.append(Comparison(unit, drawn, any(bar.is_goal for bar in drawn)))
    return found


def _label_of(figure: KeyFigure) -> str:
    """Return what a bar is called; a label that already tells its year does not hear it again."""
    told = not figure.period or any(part in figure.label for part in figure.period.split() if part.isdigit())
    return figure.label if told else f"{figure.label}, {figure.period}"


def funding_mix(project: ProjectPage) -> tuple[charts.Part, ...]:
    """Return the shares of a project's money; none unless every share is known."""
    rows = [
        (row.label if not row.kind else str(FundingKind(row.kind).label), row.share) for row in project.funding.all()
    ]
    return charts.mix([(label[:1].upper() + label[1:], share) for label, share in rows])


def testimonies_of(subject: Subject, projects: Iterable[tuple[ProjectPage, Entry]] = ()) -> list[Words]:
    """Return what people say in a page's text, and in those of its projects."""
    own = subject.story if isinstance(subject, CoalitionPage) else subject.description
    found = [Words(words["text"], words["role"]) for words in _testimonies_in(own)]
    for project, entry in projects:
        found += [Words(words["text"], words["role"], entry) for words in _testimonies_in(project.description)]
    return found


def _testimonies_in(body: Any) -> list[Mapping[str, Any]]:
    return [block.value for block in body if block.block_type == "testimony"]


@dataclass(frozen=True, slots=True)
class _Shelves:
    """What the lines of the list are made from."""

    on: date
    entries: Mapping[int, Entry]
    names: Mapping[int, str]
    figures: Mapping[int, Sequence[KeyFigure]]
    twins: Mapping[int, tuple[tuple[Entry, ...], bool]]

    def line(self, page: Subject, projects: Iterable[ProjectPage] = ()) -> Line:
        own = self.figures.get(page.pk, ())
        most = MOST_HEADLINES if isinstance(page, CoalitionPage) else 1
        sheets = tuple(Sheet(figure, figure.is_in_force(self.on), *self.twins[figure.pk]) for figure in own[:most])
        waiting = sum(not figure.is_in_force(self.on) for figure in own)
        below = tuple(self.line(project) for project in projects)
        return Line(self.entries[page.pk], self.names[page.pk], sheets, len(own), waiting, below)


def lines_of_proofs(on: date, *, reader: Reader, at: datetime) -> list[Line]:
    """Return every coalition with its projects, then the projects of none, each with its figures: seven queries."""
    coalitions = list(CoalitionPage.objects.visible_to(reader, at).order_by("path").defer("story", "code_of_conduct"))
    projects = list(ProjectPage.objects.visible_to(reader, at).order_by("path").defer("description"))
    entries = entries_of_pages((page.pk for page in [*coalitions, *projects]), reader=reader, at=at)
    coalitions = [page for page in coalitions if page.pk in entries]
    projects = [page for page in projects if page.pk in entries]
    held = figures_by_page([page.pk for page in [*coalitions, *projects]])
    shelves = _Shelves(
        on=on,
        entries=entries,
        names=names_of(contested(page.slug for page in [*coalitions, *projects])),
        figures=held,
        twins=twins_of([figure for figures in held.values() for figure in figures], reader=reader, at=at),
    )
    shown = {coalition.pk for coalition in coalitions}
    by_coalition: dict[int | None, list[ProjectPage]] = {}
    for project in projects:
        by_coalition.setdefault(project.coalition_id if project.coalition_id in shown else None, []).append(project)
    lines = [shelves.line(page, by_coalition.get(page.pk, ())) for page in coalitions]
    return [*lines, *(shelves.line(page) for page in by_coalition.get(None, ()))]


def figures_by_page(page_ids: Iterable[int]) -> dict[int, list[KeyFigure]]:
    """Return the figures of pages, in their order, by one query."""
    held: dict[int, list[KeyFigure]] = {}
    for figure in KeyFigure.objects.filter(page__in=list(page_ids)).order_by("sort_order", "pk"):
        held.setdefault(figure.page_id, []).append(figure)
    return held

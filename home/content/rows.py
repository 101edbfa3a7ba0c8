"""What several families write the same way: key figures, lines, dates, owners of pages, related pages."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from wagtail.models import Page

from coalitions.models import KeyFigure, MemberPage
from home.content.files import Item
from home.content.house import list_page
from home.content.loading import Loading
from portal.models import BasePage, RelatedPage


def lines(values: Iterable[str] | None) -> str:
    """Return the entries of a list, one a line."""
    return "\n".join(values or ())


def say_common(page: BasePage, item: Item) -> None:
    """Write what every page has."""
    page.summary = item.get("summary", "")
    page.falc_summary = lines(item.get("falc"))
    page.is_demo = bool(item.get("demo", False))


def classify(load: Loading, page: Any, themes: Iterable[str], territories: Iterable[str]) -> None:
    """Write the themes and territories of a page."""
    page.themes = load.find_all("themes", themes)
    page.territories = load.find_all("territories", territories)


def _year_later(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def key_figures(load: Loading, items: Iterable[Item] | None) -> list[KeyFigure]:
    """Return key figures, with their source and the day on which somebody looks at them again."""
    house = load.content.house
    figures = []
    for position, item in enumerate(items or ()):
        year = item.get("year")
        period = house["around_year"] % year if year and item.get("year_approx") else str(year or "")
        figures.append(
            KeyFigure(
                sort_order=position,
                value=Decimal(str(item["value"])),
                unit=item["unit"],
                label=item["label"],
                period=period,
                source=house["figure_source"],
                review_on=_year_later(load.at.date()),
                is_goal=item.get("target", False),
                note=item.get("note", ""),
            )
        )
    return figures


def owner(load: Loading, organisations: Iterable[str | None], coalitions: Iterable[str | None], list_kind: str) -> Page:
    """Return where a page hangs (ADR 11): below its only organisation if that is a member, else its only coalition."""
    named = [slug for slug in organisations if slug]
    if len(named) == 1:
        organisation: MemberPage | None = load.find("organisations", named[0])
        if organisation is not None and organisation.is_member:
            return organisation
    named = [slug for slug in coalitions if slug]
    coalition = load.find("coalitions", named[0]) if len(named) == 1 else None
    return coalition or list_page(load, list_kind)


def related(load: Loading, picks: Iterable[tuple[str, str]]) -> list[RelatedPage]:
    """Return pages to show beside another, in order. A pick whose kind is not loaded yet is kept, and not shown."""
    rows = []
    for position, (kind, slug) in enumerate(picks):
        target = load.find(kind, slug) if kind in RELATED_KINDS else None
        if target is not None or kind not in RELATED_KINDS:
            rows.append(RelatedPage(sort_order=position, target=target, reference=f"{kind}/{slug}"))
    return rows


RELATED_KINDS = frozenset({"organisations", "projects", "clips", "publications", "events", "calls", "articles"})

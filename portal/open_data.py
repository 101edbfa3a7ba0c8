"""Open data: each app registers what it publishes, and one schema makes dictionary, CSV, JSON and OpenAPI.

    register_dataset(Dataset(name="agenda", row=EventRow, select=select_events, build=build_events, …))

Everybody reads the same: what an anonymous reader may open. Field names are the public's, in French, and never change.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from pydantic import BaseModel

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

CHUNK = 500
# A spreadsheet takes these for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
BETWEEN = " | "
BOM = "\ufeff"


class BadQuestionError(Exception):
    """A parameter that cannot be read: what to tell about each, by its name."""

    def __init__(self, messages: Mapping[str, str]) -> None:
        super().__init__(", ".join(messages))
        self.messages = messages


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a dataset, in words."""

    name: str
    kind: str
    description: str
    is_optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """What an app publishes.

    `select` returns the rows of the database that answer the filters (names and texts) at a moment, in a fixed order,
    or raises BadQuestionError; `build` turns some of them into rows, in a number of queries that does not grow.
    `changed` names what says of each when it was last published.
    """

    name: str
    title: Any
    summary: Any
    row: type[BaseModel]
    filters: Mapping[str, str]
    select: Callable[[Mapping[str, str], datetime], QuerySet[Any]]
    build: Callable[[Sequence[Any], datetime], Iterable[BaseModel]]
    changed: str = "changed_at"

    def columns(self) -> list[Column]:
        return [_column(name, field) for name, field in self.row.model_fields.items()]


_datasets: dict[str, Dataset] = {}


def register_dataset(dataset: Dataset) -> None:
    """Publish a dataset; called from `AppConfig.ready`."""
    _datasets[dataset.name] = dataset


def all_datasets() -> list[Dataset]:
    return [_datasets[name] for name in sorted(_datasets)]


# Marked here, translated where a type is shown.
KINDS = {
    "bool": gettext_noop("true or false"),
    "int": gettext_noop("whole number"),
    "float": gettext_noop("decimal number"),
    "datetime": gettext_noop("date and time (ISO 8601)"),
    "date": gettext_noop("date (ISO 8601)"),
    "UUID": gettext_noop("identifier (UUID)"),
    "str": gettext_noop("text"),
    "list": gettext_noop("list of texts"),
}


def _column(name: str, field: Any) -> Column:
    options = [option for option in get_args(field.annotation) if option is not type(None)]
    is_optional = len(options) < len(get_args(field.annotation))
    is_list = str(field.annotation).startswith("list")
    kind = "list" if is_list else (options[0] if is_optional else field.annotation).__name__
    return Column(name, _(KINDS[kind]), _(field.description or ""), is_optional)


def csv_lines(dataset: Dataset, rows: QuerySet[Any], at: datetime) -> Iterator[str]:
    """Yield a table as French spreadsheets open it at a double click: semicolons, and a mark that says UTF-8."""
    names = list(dataset.row.model_fields)
    yield BOM + _line(names)
    total = rows.count()
    for first in range(0, total, CHUNK):
        for row in dataset.build(list(rows[first : first + CHUNK]), at):
            yield _line([cell_of(getattr(row, name)) for name in names])


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def cell_of(value: Any) -> str:
    """Return a value as a cell. A text that would be a formula begins with an apostrophe; a number stays one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float):
        return f"{value:.0f}" if float(value).is_integer() else repr(value)
    if isinstance(value, datetime) or hasattr(value, "isoformat"):
        return str(value.isoformat())
    text = BETWEEN.join(str(part) for part in value) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text

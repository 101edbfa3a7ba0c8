"""The choices of filters: what is there to choose, for this reader, with its name and its count."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Count

from portal.answers import generation, renew_generation
from portal.models import PortalTag, Territory, Theme
from portal.readers import ANONYMOUS, Reader
from search.enums import EntryKind, TermName
from search.french import sortable
from search.models import Entry, EntryTerm
from search.querysets import EntryQuerySet

CACHE_SECONDS = 60

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int


# Terms whose values are the slugs of entries of a kind.
NAMED_BY_ENTRIES = {
    TermName.COALITION: EntryKind.COALITION,
    TermName.ASSOCIATION: EntryKind.MEMBER,
    TermName.PROJECT: EntryKind.PROJECT,
}
_registered: dict[str, Callable[[], Labels]] = {}


def register_labels(name: str, labels: Callable[[], Labels]) -> None:
    """Give the names of a term's values, in their order; called from `AppConfig.ready` of the app that has them."""
    _registered[str(name)] = labels


def forget_choices() -> None:
    """Let the next list read its choices again; other processes do within a minute."""
    renew_generation()


def choices_for(*, reader: Reader, at: datetime, kinds: Sequence[str], names: Iterable[str]) -> dict[str, list[Choice]]:
    """Return the choices of each term that the reader's entries of these kinds carry."""
    wanted = sorted({str(name) for name in names})
    if not wanted:
        return {}
    key = _key(reader, at, kinds, wanted)
    found: dict[str, list[Choice]] | None = cache.get(key)
    if found is None:
        found = _read(reader, at, kinds, wanted)
        cache.set(key, found, CACHE_SECONDS)
    return found


def _key(reader: Reader, at: datetime, kinds: Sequence[str], names: Sequence[str]) -> str:
    # Pages expire at a minute: the choices of another minute may name what is not to be seen in this one.
    minute = [at.strftime("%Y%m%d%H%M%z")]
    parts = "|".join(["/".join(sorted(part)) for part in (reader.audiences, kinds, names, minute)])
    digest = hashlib.sha256(parts.encode()).hexdigest()[:32]
    return f"search-choices-{generation()}-{digest}"


def _read(reader: Reader, at: datetime, kinds: Sequence[str], names: list[str]) -> dict[str, list[Choice]]:
    visible = Entry.objects.visible_to(reader, at)
    entries = visible.of_kinds(*kinds) if kinds else visible
    rows = EntryTerm.objects.filter(name__in=names, entry__in=entries.values("pk")).order_by("name", "value")
    counts: dict[str, dict[str, int]] = {name: {} for name in names}
    for name, value, count in rows.values_list("name", "value").annotate(Count("pk")):
        counts[name][value] = count
    by_entries = _names_of_entries(visible, [name for name in names if name in NAMED_BY_ENTRIES])
    return {
        name: [
            Choice(value, str(label), counts[name][value])
            for value, label in (by_entries[name] if name in by_entries else _labels(name)).items()
            if value in counts[name]
        ]
        for name in names
    }


def _names_of_entries(visible: EntryQuerySet, names: list[str]) -> dict[str, dict[str, str]]:
    if not names:
        return {}
    kinds = {str(NAMED_BY_ENTRIES[TermName(name)]): name for name in names}
    found: dict[str, dict[str, str]] = {name: {} for name in names}
    rows = visible.of_kinds(*kinds).by_title().values_list("kind", "slug", "title")
    for kind, slug, title in rows:
        found[kinds[kind]][slug] = title
    return found


def is_known(name: str, value: str, at: datetime) -> bool:
    """Tell whether everybody may know a value of a term, though nothing may carry it."""
    if name in NAMED_BY_ENTRIES:
        kind = str(NAMED_BY_ENTRIES[TermName(name)])
        return Entry.objects.visible_to(ANONYMOUS, at).of_kinds(kind).filter(slug=value).exists()
    return value in _labels(name)


def _labels(name: str) -> Labels:
    if name in _registered:
        return _registered[name]()
    if name == TermName.THEME:
        return {
            theme.slug: f"– {theme.name}" if theme.parent_id else theme.name for theme in Theme.objects.for_choices()
        }
    if name == TermName.TERRITORY:
        return _alphabetical(Territory.objects.values_list("slug", "name"))
    if name == TermName.TAG:
        return _alphabetical(PortalTag.objects.values_list("slug", "name"))
    return {}


def _alphabetical(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    return dict(sorted(rows, key=lambda row: sortable(row[1])))

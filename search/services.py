"""The only writer of the projection. Each function is one transaction, joined to the caller's when there is one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from portal.readers import PUBLIC
from search.backends import database
from search.contracts import Document
from search.enums import TermName
from search.facets import forget_choices
from search.french import ANALYSER_VERSION, analyse, forms, joined, sortable
from search.lookups import Lookups
from search.models import Entry, EntryTerm, Passage
from search.sources import Source, all_sources, source_of
from search.text import clean
from search.vocabulary import remember

LONGEST_TITLE = 255
# Entries whose change at once changes what the database knows of its tables.
MANY = 100
_PLAIN = (
    "kind", "slug", "title", "summary", "body", "address", "hue", "is_demo", "disclaimer", "starts_at", "ends_at",
    "sort_on", "visible_from", "visible_until", "boost",
)  # fmt: skip


@dataclass(slots=True)
class SyncReport:
    """What differed between the objects and their entries, and was repaired."""

    written: int = 0
    withdrawn: int = 0
    indexed: int = 0
    seen: int = 0

    @property
    def repaired(self) -> int:
        return self.written + self.withdrawn + self.indexed


Renamed = dict[str, set[str]]


@transaction.atomic
def project(
    *,
    obj: Model,
    at: datetime,
    source: Source | None = None,
    lookups: Lookups | None = None,
    renamed: Renamed | None = None,
) -> bool:
    """Make the entry of an object say what the object says; returns whether anything had to be written.

    When its name, its colour or its readers changed, what names it is projected too; with `renamed`, which collects
    the terms, by the caller, once for many objects.
    """
    source = source or source_of(type(obj))
    if source is None:
        return False
    document = source.document(obj, lookups or Lookups())
    if document is None:
        return withdraw(source=source.label, key=str(obj.pk), at=at, renamed=renamed)
    entry = Entry.objects.select_for_update().filter(source=source.label, object_key=str(obj.pk)).first()
    digest = _digest_of(document)
    if entry is not None and entry.digest == digest:
        return _keep_card(entry, document)
    before = _name_of(entry) if source.represents else None
    entry = _write(entry or Entry(source=source.label, object_key=str(obj.pk), version=0), document, digest, at)
    if source.represents and before != _name_of(entry):
        _rename(source.represents, {entry.slug, before.slug if before else entry.slug}, at, renamed)
    return True


@transaction.atomic
def withdraw(*, source: str, key: str, at: datetime, renamed: Renamed | None = None) -> bool:
    """Take the entry of an object away, and its name from what names it; returns whether there was one."""
    entry = Entry.objects.filter(source=source, object_key=key).first()
    if entry is None:
        return False
    entry.delete()
    transaction.on_commit(forget_choices)
    if represents := next((one.represents for one in all_sources() if one.label == source), ""):
        _rename(represents, {entry.slug}, at, renamed)
    return True


def _rename(name: str, values: set[str], at: datetime, renamed: Renamed | None) -> None:
    if renamed is None:
        project_carriers(name=name, values=values, at=at)
    else:
        renamed.setdefault(name, set()).update(values)


@transaction.atomic
def project_all(*, objects: Iterable[Model], at: datetime) -> int:
    """Project many objects, then once what names those that changed; returns how many changed."""
    lookups, renamed = Lookups(everything=True), Renamed()
    changed = sum(project(obj=obj, at=at, lookups=lookups, renamed=renamed) for obj in objects)
    for name, values in renamed.items():
        project_carriers(name=name, values=values, at=at)
    return changed


@transaction.atomic
def project_carriers(*, name: str, values: Iterable[str], at: datetime) -> int:
    """Project again what carries a term, because what it stands for has another name or other readers."""
    carriers = Entry.objects.filter(terms__name=name, terms__value__in=list(values))
    keys: dict[str, set[str]] = {}
    for label, key in carriers.values_list("source", "object_key").distinct():
        keys.setdefault(label, set()).add(key)
    lookups = Lookups(everything=True)
    changed = 0
    for source in all_sources():
        for obj in source.queryset().filter(pk__in=keys.get(source.label, ())):
            changed += project(obj=obj, at=at, source=source, lookups=lookups)
    return changed


def sync(*, at: datetime) -> SyncReport:
    """Find every difference between objects and entries, whatever made it, and repair it."""
    report = SyncReport()
    lookups = Lookups(everything=True)
    labels = []
    for source in all_sources():
        labels.append(source.label)
        _sync_source(source, report, lookups, at)
    for label, key in Entry.objects.exclude(source__in=labels).values_list("source", "object_key"):
        report.withdrawn += withdraw(source=label, key=key, at=at)
    report.indexed += index_missing(at=at) + database.remove_orphans()
    if report.repaired > MANY:
        database.count_rows()
    return report


def index_missing(*, at: datetime) -> int:
    """Write what the full-text index lacks, as after a release that made it again; returns how many entries it was."""
    missing = Entry.objects.filter(pk__in=database.missing())
    for entry in missing:
        with transaction.atomic():
            _index(entry)
            if entry.terms.filter(name=TermName.AUDIENCE, value=PUBLIC).exists():
                _remember(entry)
    return len(missing)


def _remember(entry: Entry) -> None:
    remember("\n".join([entry.title, entry.summary, entry.keywords, entry.body, _passages_text(entry)]))


def _sync_source(source: Source, report: SyncReport, lookups: Lookups, at: datetime) -> None:
    left = set(Entry.objects.filter(source=source.label).values_list("object_key", flat=True))
    for obj in source.queryset().order_by("pk").iterator(chunk_size=200):
        key = str(obj.pk)
        report.seen += 1
        held = key in left
        left.discard(key)
        # What names a page comes in this same pass, or came before it and read the page itself: no carriers here.
        if project(obj=obj, at=at, source=source, lookups=lookups, renamed={}):
            still_held = not held or Entry.objects.filter(source=source.label, object_key=key).exists()
            report.written += still_held
            report.withdrawn += not still_held
    for key in left:
        report.withdrawn += withdraw(source=source.label, key=key, at=at, renamed={})


def _digest_of(document: Document) -> str:
    """Return what changes if and only if an engine must be told. Cards are shown, never looked for."""
    values = asdict(document)
    del values["card"]
    values["audiences"] = sorted(document.audiences)
    values["terms"] = {name: sorted({*found}) for name, found in document.terms.items()}
    text = json.dumps([ANALYSER_VERSION, values], sort_keys=True, default=_plainly)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _plainly(value: object) -> str:
    # The same moment may come in any zone: a revision gives it in another one than the database.
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


@dataclass(frozen=True, slots=True)
class _Name:
    """What others show of an object, and to whom."""

    slug: str
    title: str
    hue: str
    audiences: frozenset[str]


def _name_of(entry: Entry | None) -> _Name | None:
    if entry is None:
        return None
    audiences = entry.terms.filter(name=TermName.AUDIENCE).values_list("value", flat=True)
    return _Name(entry.slug, entry.title, entry.hue, frozenset(audiences))


def _keep_card(entry: Entry, document: Document) -> bool:
    card = _storable(document.card)
    if entry.card == card:
        return False
    entry.card = card
    entry.save(update_fields=["card"])
    return True


def _storable(card: Any) -> Any:
    return json.loads(json.dumps(card, default=_plainly))


def _write(entry: Entry, document: Document, digest: str, at: datetime) -> Entry:
    for name in _PLAIN:
        value = getattr(document, name)
        setattr(entry, name, clean(str(value)) if isinstance(value, str) else value)
    entry.title = entry.title[:LONGEST_TITLE]
    entry.sort_title = sortable(document.title)[:LONGEST_TITLE]
    entry.keywords = clean("\n".join(dict.fromkeys(document.keywords)))
    entry.card = _storable(document.card)
    entry.digest = digest
    entry.updated_at = at
    # Higher than any version before, also than that of an entry which was withdrawn and comes back.
    entry.version = max(entry.version + 1, int(at.timestamp() * 1_000_000))
    entry.save()
    _write_terms(entry, document)
    _write_passages(entry, document)
    _index(entry)
    if PUBLIC in document.audiences:
        _remember(entry)
    transaction.on_commit(forget_choices)
    return entry


@transaction.atomic
def write_documents(*, source: str, documents: Iterable[tuple[str, Document]], at: datetime) -> int:
    """Write documents that no object of the portal stands for, by their key in their source; returns how many."""
    count = 0
    for key, document in documents:
        entry = Entry.objects.filter(source=source, object_key=key).first()
        _write(entry or Entry(source=source, object_key=key, version=0), document, _digest_of(document), at)
        count += 1
    return count


def _write_terms(entry: Entry, document: Document) -> None:
    wanted = {(str(name), str(value)) for name, values in document.terms.items() for value in values if value}
    wanted |= {(str(TermName.AUDIENCE), token) for token in document.audiences}
    entry.terms.all().delete()
    EntryTerm.objects.bulk_create(EntryTerm(entry=entry, name=name, value=value) for name, value in sorted(wanted))


def _write_passages(entry: Entry, document: Document) -> None:
    entry.passages.all().delete()
    Passage.objects.bulk_create(
        Passage(
            entry=entry,
            position=position,
            starts_at_seconds=passage.starts_at_seconds,
            page_number=passage.page_number,
            text=clean(passage.text),
            # Spaces at both ends: one stem is looked for between two spaces.
            analysed=f" {analyse(passage.text)} {joined(passage.text)} ",
        )
        for position, passage in enumerate(document.passages)
    )


def _index(entry: Entry) -> None:
    database.write(entry.pk, texts_of(entry=entry))


def texts_of(*, entry: Entry) -> list[str]:
    """Return the analysed texts of an entry, in the order of the indices' columns."""
    passages = "\n".join(passage.text for passage in entry.passages.all())
    texts = [entry.title, entry.summary, entry.keywords, entry.body, passages]
    others = [" ".join(joined(text) for text in texts), forms("\n".join(texts))]
    return [*(analyse(text) for text in texts), *others]


def _passages_text(entry: Entry) -> str:
    return "\n".join(entry.passages.order_by("position").values_list("text", flat=True))

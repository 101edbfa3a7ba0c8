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

from search.backends import database
from search.contracts import Document
from search.enums import TermName
from search.facets import forget_choices
from search.french import ANALYSER_VERSION, analyse, joined, sortable
from search.lookups import Lookups
from search.models import Entry, EntryTerm, Passage
from search.sources import Source, all_sources, source_of
from search.text import clean

LONGEST_TITLE = 255
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


@transaction.atomic
def project(*, obj: Model, at: datetime, source: Source | None = None, lookups: Lookups | None = None) -> bool:
    """Make the entry of an object say what the object says; returns whether anything had to be written."""
    source = source or source_of(type(obj))
    if source is None:
        return False
    document = source.document(obj, lookups or Lookups())
    if document is None:
        return withdraw(source=source.label, key=str(obj.pk))
    entry = Entry.objects.select_for_update().filter(source=source.label, object_key=str(obj.pk)).first()
    digest = _digest_of(document)
    if entry is not None and entry.digest == digest:
        return _keep_card(entry, document)
    before = _name_of(entry)
    entry = _write(entry or Entry(source=source.label, object_key=str(obj.pk), version=0), document, digest, at)
    if source.represents and before is not None and before != _name_of(entry):
        project_carriers(name=source.represents, values={before[0], entry.slug}, at=at, but=entry.pk)
    return True


@transaction.atomic
def withdraw(*, source: str, key: str) -> bool:
    """Take the entry of an object away; returns whether there was one."""
    deleted, _by_model = Entry.objects.filter(source=source, object_key=key).delete()
    if deleted:
        transaction.on_commit(forget_choices)
    return bool(deleted)


@transaction.atomic
def project_carriers(*, name: str, values: Iterable[str], at: datetime, but: int = 0) -> int:
    """Project again what carries a term, because what the term stands for was renamed; returns how many changed."""
    carriers = Entry.objects.filter(terms__name=name, terms__value__in=list(values)).exclude(pk=but)
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
        report.withdrawn += withdraw(source=label, key=key)
    for entry in Entry.objects.filter(pk__in=database.missing()):
        with transaction.atomic():
            _index(entry)
        report.indexed += 1
    report.indexed += database.remove_orphans()
    return report


def _sync_source(source: Source, report: SyncReport, lookups: Lookups, at: datetime) -> None:
    left = set(Entry.objects.filter(source=source.label).values_list("object_key", flat=True))
    for obj in source.queryset().order_by("pk").iterator(chunk_size=200):
        key = str(obj.pk)
        report.seen += 1
        held = key in left
        left.discard(key)
        if project(obj=obj, at=at, source=source, lookups=lookups):
            still_held = not held or Entry.objects.filter(source=source.label, object_key=key).exists()
            report.written += still_held
            report.withdrawn += not still_held
    for key in left:
        report.withdrawn += withdraw(source=source.label, key=key)


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


def _name_of(entry: Entry | None) -> tuple[str, str, str] | None:
    return (entry.slug, entry.title, entry.hue) if entry else None


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
    transaction.on_commit(forget_choices)
    return entry


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
    texts = [entry.title, entry.summary, entry.keywords, entry.body, _passages_text(entry)]
    database.write(entry.pk, [*(analyse(text) for text in texts), " ".join(joined(text) for text in texts)])


def _passages_text(entry: Entry) -> str:
    return "\n".join(entry.passages.order_by("position").values_list("text", flat=True))

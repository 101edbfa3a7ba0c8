"""One run of the loader: what it reads, what it has made so far, and how it writes a record or a page."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from home.content.files import Content, Item
from home.content.ledger import Ledger, Verdict
from home.content.problems import ContentError, Problem
from portal.models import PortalTag

Made = TypeVar("Made", bound=models.Model)


@dataclass
class Count:
    """What became of the items of one kind; `kept` says which were left to the editors, and why."""

    done: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)


@dataclass
class Loading:
    """The state of one run. Everything that a family needs passes through it."""

    content: Content
    at: datetime
    ledger: Ledger
    only: frozenset[str] = frozenset()
    counts: dict[str, Count] = field(default_factory=dict)
    new_files: list[tuple[Any, str]] = field(default_factory=list)
    tags: dict[str, PortalTag] = field(default_factory=dict)
    _made: dict[tuple[str, str], models.Model | None] = field(default_factory=dict)

    def wants(self, kind: str) -> bool:
        return not self.only or kind in self.only

    def count(self, kind: str) -> Count:
        return self.counts.setdefault(kind, Count())

    def put(self, kind: str, slug: str, made: models.Model | None) -> None:
        self._made[kind, slug] = made

    def find(self, kind: str, slug: str | None) -> Any:
        """Return what an item became, None when an editor deleted it; refuses what this run left out."""
        if slug is None:
            return None
        if (kind, slug) not in self._made:
            if not self.ledger.knows(kind, slug):
                message = _("%(kind)s/%(slug)s is not loaded: load these items too") % {"kind": kind, "slug": slug}
                raise ContentError([Problem(f"{kind}.yaml", slug, "", message)])
            self._made[kind, slug] = self.ledger.object_of(kind, slug)
        return self._made[kind, slug]

    def find_all(self, kind: str, slugs: Iterable[str] | None) -> list[Any]:
        """Return what the items became, in their order, without those that an editor deleted."""
        found = (self.find(kind, slug) for slug in slugs or ())
        return [made for made in found if made is not None]

    def decide(self, kind: str, slug: str, source: Any) -> Verdict:
        """Return what to do with an item; what is not done is counted here."""
        verdict = self.ledger.verdict(kind, slug, source)
        if verdict == Verdict.UNCHANGED:
            self.count(kind).done["unchanged"] += 1
        elif verdict == Verdict.EDITED:
            self.keep(kind, slug, _("changed by an editor"))
        elif verdict == Verdict.DELETED:
            self.keep(kind, slug, _("deleted by an editor"))
        return verdict

    def keep(self, kind: str, slug: str, reason: str) -> None:
        """Leave an item to the editors, and say why."""
        self.count(kind).done["kept"] += 1
        self.count(kind).kept.append(
            _("%(kind)s/%(slug)s: %(reason)s") % {"kind": kind, "slug": slug, "reason": reason}
        )

    def record(
        self,
        kind: str,
        slug: str,
        model: type[Made],
        source: Any,
        values: Callable[[], dict[str, Any]],
        natural: dict[str, Any],
        finish: Callable[[Made], None] = lambda made: None,
    ) -> None:
        """Write an ordinary record. `natural` is what no second one may have: one found there is an editor's."""
        verdict = self.decide(kind, slug, source)
        if verdict not in (Verdict.CREATE, Verdict.UPDATE):
            return
        if verdict == Verdict.CREATE:
            existing = model._default_manager.filter(**natural).first()
            if existing is not None:
                self.put(kind, slug, existing)
                self.keep(kind, slug, _("it exists already, made by an editor"))
                return
            made = model(**natural)
        else:
            made = self.find(kind, slug)
        with explained(kind, slug):
            for name, value in values().items():
                setattr(made, name, value)
            made.full_clean()
            made.save()
            finish(made)
        self.done(kind, slug, made, source, verdict)

    def done(self, kind: str, slug: str, made: models.Model, source: Any, verdict: Verdict) -> None:
        """Remember and count an item that was written."""
        self.put(kind, slug, made)
        self.ledger.write(kind, slug, made, source)
        self.count(kind).done["created" if verdict == Verdict.CREATE else "updated"] += 1


@contextmanager
def explained(kind: str, slug: str) -> Iterator[None]:
    """Turn a refusal of the models into a refusal of the item."""
    try:
        yield
    except ValidationError as error:
        by_field: dict[str, list[str]] = getattr(error, "message_dict", None) or {"": error.messages}
        raise ContentError(
            Problem(f"{kind}.yaml", slug, name.replace(NON_FIELD_ERRORS, ""), message)
            for name, messages in by_field.items()
            for message in messages
        ) from error


def items_of(load: Loading, kind: str) -> list[Item]:
    """Return the items of a kind, or none when this run leaves the kind out."""
    return load.content.items[kind] if load.wants(kind) else []

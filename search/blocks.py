"""Blocks that show what the whole portal holds, read from the projection: one query each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from portal.blocks.links import find_addresses, page_field, path_field, refuse_links
from portal.blocks.reading import Reading, reading_of
from portal.blocks.sections import SectionBlock
from search.enums import EntryKind
from search.models import Entry
from search.querysets import EntryQuerySet

MOST = 12
SHAPES = {EntryKind.EVENT: "events", EntryKind.CALL: "calls"}
# What the preview of a block is dated from; nothing there depends on today.
PREVIEW_AT = datetime(2027, 1, 8, 9, 0, tzinfo=UTC)


def entries_for(reading: Reading, kind: str) -> EntryQuerySet:
    """Return what a reader is offered of a kind: what is to come, what is open, else the latest first."""
    entries = Entry.objects.visible_to(reading.reader, reading.at).of_kinds(kind)
    if kind == EntryKind.EVENT:
        entries = entries.upcoming(reading.at)
    elif kind == EntryKind.CALL:
        entries = entries.open_at(reading.at)
    elif kind in {EntryKind.COALITION, EntryKind.MEMBER, EntryKind.PROJECT}:
        entries = entries.by_title()
    return entries.for_listing()


class EntriesBlock(SectionBlock):
    """A block that shows entries; without any, it shows nothing at all, its title neither."""

    def entries(self, value: Any, reading: Reading) -> Sequence[Entry]:
        raise NotImplementedError

    def preview_entries(self) -> Sequence[Entry]:
        raise NotImplementedError

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        if context.get("block_def") is self:  # only the preview of a block says which block it is
            return {**context, "entries": self.preview_entries(), "at": PREVIEW_AT}
        reading = reading_of(context)
        context["entries"] = [] if reading is None else self.entries(value, reading)
        context["at"] = None if reading is None else reading.at
        return context


class CoalitionsBlock(EntriesBlock):
    """All coalitions that the reader may see."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), rows=2, max_length=300, required=False)

    class Meta:
        label = _("Coalitions")
        icon = "group"
        group = _("From the portal")
        template = "search/blocks/coalitions.html"
        label_format = "{title}"
        preview_value: Mapping[str, Any] = {
            "title": "Cinq coalitions, une même envie",
            "text": "Elles agissent sur des sujets différents et partagent des membres.",
        }
        description = _("All coalitions, kept up to date by themselves.")

    def entries(self, value: Any, reading: Reading) -> Sequence[Entry]:
        return list(entries_for(reading, EntryKind.COALITION))

    def preview_entries(self) -> Sequence[Entry]:
        return [
            sample(EntryKind.COALITION, "Alliance logement", "brique", card={"count": 4}),
            sample(EntryKind.COALITION, "Collectif Emploi", "ocean", card={"count": 15}),
            sample(EntryKind.COALITION, "Solidaires des aidants", "prune", card={"count": 3}),
        ]


class FeedBlock(EntriesBlock):
    """The next or the latest of a kind."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    kind = blocks.ChoiceBlock(
        label=_("What is shown"),
        choices=[
            (EntryKind.EVENT, _("The next events")),
            (EntryKind.CALL, _("Open calls")),
            (EntryKind.CLIP, _("The latest clips")),
            (EntryKind.ARTICLE, _("The latest articles")),
            (EntryKind.PUBLICATION, _("The latest publications")),
            (EntryKind.KIT, _("The latest kits")),
            (EntryKind.PROJECT, _("Projects")),
            (EntryKind.MEMBER, _("Organisations")),
        ],
        default=EntryKind.EVENT,
        search_index=False,
    )
    limit = blocks.IntegerBlock(label=_("How many at most"), min_value=1, max_value=MOST, default=3)
    link_label = blocks.CharBlock(
        label=_("Words of the link to all"),
        required=False,
        max_length=60,
        help_text=_("“All clips”, “The agenda”."),
    )
    page = page_field()
    path = path_field()

    class Meta:
        label = _("Feed")
        icon = "order"
        group = _("From the portal")
        template = "search/blocks/feed.html"
        label_format = "{title}"
        preview_value: Mapping[str, Any] = {
            "title": "Les prochaines rencontres",
            "kind": EntryKind.EVENT,
            "limit": 3,
            "link_label": "",
            "page": None,
            "path": "",
        }
        description = _("The next or the latest of a kind, kept up to date by itself. Without any, nothing is shown.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        refuse_links(cleaned, needed=bool(cleaned.get("link_label")) and not self.is_deferred_validation)
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        linked = bool(context["entries"]) and bool(value.get("page") or value.get("path"))
        context["link"] = find_addresses([value], reading_of(context))[0] if linked else ""
        context["shape"] = SHAPES.get(value["kind"], "cards")
        return context

    def entries(self, value: Any, reading: Reading) -> Sequence[Entry]:
        limit = max(1, min(int(value.get("limit") or 3), MOST))
        return list(entries_for(reading, value["kind"])[:limit])

    def preview_entries(self) -> Sequence[Entry]:
        evening = datetime(2027, 1, 14, 17, 30, tzinfo=UTC)
        place = {"place": "Lille", "date_precision": "minute"}
        return [
            sample(EntryKind.EVENT, "Café des aidants", "prune", starts_at=evening, ends_at=evening, card=place),
            sample(EntryKind.EVENT, "Atelier ouvert à tous", "brique", starts_at=evening, ends_at=evening, card=place),
        ]


def sample(kind: str, title: str, hue: str, **more: Any) -> Entry:
    """Return an entry that is in no table, to preview a block: nothing is read, nothing is written."""
    return Entry(kind=kind, title=title, hue=hue, slug=title.lower(), address="/", version=0, **more)

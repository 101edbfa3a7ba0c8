from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.enums import EntryKind
from search.querysets import EntryQuerySet


class Entry(models.Model):
    """One findable thing, as every list, card and search result shows it. Written by `search.services` only."""

    uid = models.UUIDField(_("public identifier"), default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(_("source"), max_length=80)
    object_key = models.CharField(_("key in its source"), max_length=64)
    kind = models.CharField(_("kind"), max_length=20, choices=EntryKind.choices)
    slug = models.CharField(_("slug"), max_length=255, blank=True)
    title = models.CharField(_("title"), max_length=255)
    sort_title = models.CharField(_("title to sort by"), max_length=255, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    body = models.TextField(_("text"), blank=True)
    keywords = models.TextField(_("names of what it is about"), blank=True)
    address = models.CharField(_("address"), max_length=1000)
    hue = models.CharField(_("hue"), max_length=20, blank=True)
    is_demo = models.BooleanField(_("example"), default=False)
    disclaimer = models.TextField(_("warning shown wherever it appears"), blank=True)
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("last moment"), null=True, blank=True)
    sort_on = models.DateTimeField(_("date to sort by"), null=True, blank=True)
    visible_from = models.DateTimeField(_("visible from"), null=True, blank=True)
    visible_until = models.DateTimeField(_("visible until"), null=True, blank=True)
    card = models.JSONField(_("values of its card"), default=dict, blank=True)
    boost = models.FloatField(_("weight in search"), default=1.0)
    version = models.BigIntegerField(_("version"))
    digest = models.CharField(_("digest of its content"), max_length=64)
    updated_at = models.DateTimeField(_("written"))

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "object_key"], name="entry_of_one_object"),
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(starts_at__lte=models.F("ends_at")),
                name="entry_ends_after_its_start",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "sort_on"], name="entry_kind_date"),
            models.Index(fields=["kind", "sort_title"], name="entry_kind_title"),
            models.Index(fields=["kind", "ends_at"], name="entry_kind_end"),
            models.Index(fields=["kind", "slug"], name="entry_kind_slug"),
        ]

    def __str__(self) -> str:
        return self.title


class EntryTerm(models.Model):
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="terms", verbose_name=_("entry"))
    name = models.CharField(_("name"), max_length=20)
    value = models.CharField(_("value"), max_length=255)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "name", "value"], name="term_once")]
        indexes: ClassVar = [models.Index(fields=["name", "value"], name="term_value")]

    def __str__(self) -> str:
        return f"{self.name}:{self.value}"


class Passage(models.Model):
    """A part of an entry that can be opened by itself: a clip's cue at its second, a document's page."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="passages", verbose_name=_("entry"))
    position = models.PositiveIntegerField(_("position"))
    starts_at_seconds = models.FloatField(_("second"), null=True, blank=True)
    page_number = models.PositiveIntegerField(_("page"), null=True, blank=True)
    text = models.TextField(_("text"))
    analysed = models.TextField(_("text as search reads it"))

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "position"], name="passage_position")]

    def __str__(self) -> str:
        return self.text[:60]

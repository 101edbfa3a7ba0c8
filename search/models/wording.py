"""What the portal team says about words."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from search.enums import SynonymKind

LONGEST_TERMS = 2_000


class SynonymGroup(models.Model):
    """Terms that may be found for each other, or that widen to others; one term a line."""

    slug = models.SlugField(_("code"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=SynonymKind.choices, default=SynonymKind.EQUIVALENT)
    terms = models.TextField(_("terms"), max_length=LONGEST_TERMS, help_text=_("One term a line."))
    expands_to = models.TextField(
        _("also finds"),
        max_length=LONGEST_TERMS,
        blank=True,
        help_text=_("For one way only: what the terms above find as well. One term a line."),
    )
    note = models.TextField(_("note for the team"), blank=True)
    is_active = models.BooleanField(_("in force"), default=True)

    class Meta:
        verbose_name = _("synonym group")
        verbose_name_plural = _("synonym groups")
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return ", ".join(self.term_list())

    def clean(self) -> None:
        """Refuse a group that widens nothing."""
        if self.kind == SynonymKind.ONE_WAY and not _lines(self.expands_to):
            raise ValidationError({"expands_to": _("Say what the terms also find.")})
        if self.kind == SynonymKind.EQUIVALENT and len(set(self.term_list())) < 2:
            raise ValidationError({"terms": _("Write at least two terms, one a line.")})

    def term_list(self) -> list[str]:
        return _lines(self.terms)

    def expansion_list(self) -> list[str]:
        return _lines(self.expands_to) if self.kind == SynonymKind.ONE_WAY else []


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]

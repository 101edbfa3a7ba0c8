from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class KnownWord(models.Model):
    """A word that a public entry holds or held, folded: what typed words are compared with.

    Words are only added, when entries are written. One that no entry holds any more changes no answer: what a question
    finds is asked of the index, and a word that was typed is corrected only when nobody wrote it so.
    """

    word = models.CharField(_("word"), max_length=64, unique=True)
    stem = models.CharField(_("stem"), max_length=64)

    class Meta:
        verbose_name = _("known word")
        verbose_name_plural = _("known words")
        indexes: ClassVar = [models.Index(fields=["stem"], name="known_word_stem")]

    def __str__(self) -> str:
        return self.word

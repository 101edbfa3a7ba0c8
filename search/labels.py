"""What the codes on cards are called: `sort` is a code of its kind (a workshop, a book), the app has its words."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices

_labels: dict[str, Mapping[str, object]] = {}


def register_sorts(kind: str, choices: type[TextChoices]) -> None:
    """Say what the sorts of a kind are called; called from `AppConfig.ready`."""
    _labels[str(kind)] = dict(choices.choices)


def sort_label(kind: str, code: str) -> str:
    """Return the words for a sort, with a capital; empty when nobody named it."""
    words = str(_labels.get(kind, {}).get(code, ""))
    return words[:1].upper() + words[1:]

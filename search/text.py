"""Plain text of a page's fields, for the index."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Model
from django.utils.html import strip_tags

_SPACES = re.compile(r"[ \t\r\f\v]+")
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]")


def clean(text: str) -> str:
    """Return the text without what no database stores: NUL, other controls, lone surrogates."""
    return _UNSTORABLE.sub(" ", text)


def text_of(page: Model, *field_names: str) -> str:
    """Return what the named fields say, one paragraph a line; streams are read block by block."""
    return "\n".join(part for name in field_names for part in _parts(page, name) if part)


def _parts(page: Model, name: str) -> Iterable[str]:
    value = getattr(page, name)
    if not value:
        return
    field = page._meta.get_field(name)
    if hasattr(field, "get_searchable_content"):
        found: Iterable[object] = field.get_searchable_content(value)
    else:
        found = [value]
    for part in found:
        yield _SPACES.sub(" ", strip_tags(str(part))).strip()

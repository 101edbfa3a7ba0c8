"""Who reads a block, and when: from the request of the page that holds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portal.layout import read_layout
from portal.readers import ANONYMOUS, Reader


@dataclass(frozen=True)
class Reading:
    """A reader at a moment."""

    reader: Reader
    at: datetime
    root_path: str
    # Tree paths that this request has asked for already, by page id or by themselves; None where nothing can be opened.
    linked: dict[int | str, str | None] = field(default_factory=dict)


def reading_of(context: Mapping[str, Any] | None) -> Reading | None:
    """Return the reading of a template's context; None where nothing says which moment it is.

    A context without a request, as a mail's or a test's, may carry `at`: the public reads then.
    """
    context = context or {}
    request = context.get("request")
    at = getattr(request, "at", None) or context.get("at")
    if at is None:
        return None
    reader = getattr(request, "reader", ANONYMOUS)
    linked = request.__dict__.setdefault("linked_pages", {}) if request is not None else {}
    return Reading(reader=reader, at=at, root_path=read_layout(at).root_path, linked=linked)

"""The entries of pages that another page names: one read for all of them, of what the reader may open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from search.models import Entry
from search.sources import page_labels

if TYPE_CHECKING:
    from portal.readers import Reader


def entries_of(page_ids: Iterable[int | None], reader: Reader, at: datetime) -> dict[int, Entry]:
    """Return the visible entries of the pages, by the page's identifier; a draft or a private page is left out."""
    keys = sorted({str(page_id) for page_id in page_ids if page_id})
    if not keys:
        return {}
    found = Entry.objects.visible_to(reader, at).filter(source__in=page_labels(), object_key__in=keys).for_listing()
    return {int(entry.object_key): entry for entry in found}

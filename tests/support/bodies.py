"""Bodies of pages for tests: made as they are stored, shown as a reader gets them."""

from datetime import UTC, datetime

import pytest

from django.test import RequestFactory

from wagtail.blocks.struct_block import StructBlockValidationError

from home.blocks import ComposedStreamBlock
from portal.readers import ANONYMOUS
from search.enums import EntryKind, TermName
from search.models import Entry, EntryTerm

AT = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
COMPOSED = ComposedStreamBlock()


def request_at(at=AT):
    """Return a visitor's request at a moment."""
    request = RequestFactory().get("/")
    request.at = at
    request.reader = ANONYMOUS
    return request


def body_of(*parts, stream=COMPOSED):
    """Return a stream value made of (type, value as it is stored) pairs."""
    return stream.to_python([{"type": kind, "value": value, "id": str(n)} for n, (kind, value) in enumerate(parts)])


def show(stream_value, **context):
    """Return the HTML that a visitor gets."""
    return str(stream_value.stream_block.render(stream_value, context={"request": request_at(), **context}))


def errors_of(block, value):
    """Return the names of the fields that refuse a value given as it is stored."""
    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(block.to_python(value))
    return set(caught.value.block_errors)


def make_entry(number, kind=EntryKind.CLIP, audience="public", **more):
    """Make a row of the projection, seen by one audience."""
    entry = Entry.objects.create(
        source="test.thing", object_key=f"{kind}-{number}", kind=kind, title=f"Titre {number}", slug=f"titre-{number}",
        address=f"/t/{number}/", version=1, digest="", updated_at=AT, **more,
    )  # fmt: skip
    EntryTerm.objects.create(entry=entry, name=TermName.AUDIENCE, value=audience)
    return entry


def feed(kind, limit=3, **more):
    """Return a feed as it is stored."""
    return {"title": "À voir", "kind": kind, "limit": limit, "link_label": "", "page": None, "path": "", **more}

"""Entries written as the portal writes them, through a document."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.models import Group

from portal.readers import PUBLIC
from search import vocabulary
from search.contracts import Document
from search.enums import EntryKind
from search.lookups import Lookups
from search.models import Entry
from search.services import project
from tests.search.conftest import AT

PLAIN = Document(
    kind=EntryKind.PAGE,
    title="Une page",
    address="/une-page/",
    audiences=frozenset({PUBLIC}),
)


class DocumentSource:
    """A source over any stored object (a group will do) whose documents the test writes."""

    label = "tests.document"
    model = Group
    represents = ""

    def __init__(self) -> None:
        self.documents: dict[int, Document | None] = {}

    def queryset(self) -> Any:
        return Group.objects.filter(pk__in=self.documents)

    def document(self, obj: Any, lookups: Lookups) -> Document | None:
        return self.documents.get(obj.pk)


def make_entry(source: DocumentSource | None = None, **values: Any) -> Entry:
    """Write an entry from a document with these values."""
    source = source or DocumentSource()
    obj = Group.objects.create(name=f"objet {Group.objects.count()}")
    source.documents[obj.pk] = replace(PLAIN, **{"address": f"/objet-{obj.pk}/", **values})
    project(obj=obj, at=AT, source=source)
    vocabulary.forget()  # as after the commit, which a test never reaches
    return Entry.objects.get(source=source.label, object_key=str(obj.pk))

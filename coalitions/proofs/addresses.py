"""Where the proofs of a coalition or a project are read.

Coalitions and projects share the addresses below `/nos-preuves/`, and only siblings of the tree have different slugs.
The coalition keeps a contested slug, then the oldest project; any other has the beginning of its public key behind it,
which stays its own whatever becomes of the others: `/nos-preuves/x-1b4e28ba/`.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from wagtail.models import Page

from coalitions.models import CoalitionPage, ProjectPage

if TYPE_CHECKING:
    from portal.readers import Reader

Subject = CoalitionPage | ProjectPage
KEY_LENGTH = 8
KEYED = re.compile(rf"^(?P<slug>.+)-[0-9a-f]{{{KEY_LENGTH}}}\Z")

Row = tuple[bool, int, str, UUID]


def names_of(pages: Iterable[Row]) -> dict[int, str]:
    """Return the name of each page's address by its id, from (is it a coalition, id, slug, public key)."""
    taken: set[str] = set()
    found = {}
    for _is_coalition, pk, slug, key in sorted(pages, key=lambda row: (not row[0], row[1])):
        found[pk] = f"{slug}-{key.hex[:KEY_LENGTH]}" if slug in taken else slug
        taken.add(slug)
    return found


def contested(slugs: Iterable[str]) -> list[Row]:
    """Return every coalition and project that has one of these slugs, by one query, whoever may open them."""
    kinds = ContentType.objects.get_for_models(CoalitionPage, ProjectPage)
    coalitions = kinds[CoalitionPage].pk
    pages = Page.objects.filter(slug__in=list(slugs), content_type__in=kinds.values())
    rows = pages.order_by("pk").values_list("content_type_id", "pk", "slug", "translation_key")
    return [(kind == coalitions, pk, slug, key) for kind, pk, slug, key in rows]


def address_of_proofs(page: Subject) -> str:
    """Return the address of a page's proofs."""
    return reverse("coalitions:proof", args=[names_of(contested([page.slug]))[page.pk]])


def subject_at(name: str, *, reader: "Reader", at: datetime) -> Subject | None:
    """Return the coalition or the project of an address; None where there is none, or none that the reader may open."""
    keyed = KEYED.match(name)
    slugs = [name, keyed["slug"]] if keyed else [name]
    names = names_of(contested(slugs))
    pk = next((pk for pk, known in names.items() if known == name), None)
    if pk is None:
        return None
    for model in (CoalitionPage, ProjectPage):
        found: Subject | None = model.objects.visible_to(reader, at).filter(pk=pk).first()
        if found is not None:
            return found
    return None

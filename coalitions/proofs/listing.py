"""The addresses of proofs, for the sitemap."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from coalitions.models import CoalitionPage, ProjectPage
from coalitions.proofs.addresses import contested, names_of
from portal.readers import ANONYMOUS


def public_addresses(at: datetime) -> Iterable[str]:
    """Yield the addresses of the proofs that everybody may read: three queries."""
    coalitions = CoalitionPage.objects.visible_to(ANONYMOUS, at).values_list("pk", "slug")
    projects = ProjectPage.objects.visible_to(ANONYMOUS, at).values_list("pk", "slug")
    shown = [*coalitions, *projects]
    names = names_of(contested(slug for _pk, slug in shown))
    yield reverse("coalitions:proofs")
    yield from (reverse("coalitions:proof", args=[names[pk]]) for pk, _slug in shown if pk in names)

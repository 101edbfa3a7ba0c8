"""The page of the open data: what there is, under which licence, and what each field means."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from portal.api import NAMESPACE
from portal.layout import Link
from portal.open_data import Dataset, all_datasets
from portal.sitemap import register_addresses
from search.feeds.registry import all_feeds

# What a room above serves: docs/alliance.md says its fields.
ALLIANCE = "/alliance.json"
ALLIANCE_FIELDS = (
    ("date", gettext_noop("The day shown.")),
    ("coalitions", gettext_noop("Coalitions: slug, name, address, founding year, number of members.")),
    ("associations", gettext_noop("Who has a place on that day: slug, name, address, whether it is a bridge.")),
    ("memberships", gettext_noop("Who is where: slugs of both, role, since and until when.")),
)
LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Show the dictionary; it asks nothing of the database, since it is made of the schemas."""
    schema = reverse(f"{NAMESPACE}:openapi-json")
    context = {
        "title": _("Open data"),
        "description": _(
            "Directory, agenda, calls and key figures of the alliance, to reuse freely: CSV, JSON, feeds."
        ),
        "trail": [Link(_("Home"), "/")],
        "datasets": [_shown(dataset) for dataset in all_datasets()],
        "openapi": schema,
        "licence": LICENCE,
        "feed_names": [feed.name for feed in all_feeds()],
        "alliance": ALLIANCE,
        "alliance_fields": [(name, _(words)) for name, words in ALLIANCE_FIELDS],
    }
    return render(request, "search/open_data.html", context)


def _shown(dataset: Dataset) -> dict[str, object]:
    json_address = reverse(f"{NAMESPACE}:{dataset.name}")
    example = f"{json_address}?{'territory=nord' if dataset.filters else 'limit=10'}"
    return {
        "name": dataset.name,
        "title": dataset.title,
        "summary": dataset.summary,
        "columns": dataset.columns(),
        "filters": [{"name": name, "words": _(words)} for name, words in dataset.filters.items()],
        "json": json_address,
        "csv": reverse(f"{NAMESPACE}:{dataset.name}-csv"),
        "example": example,
    }


def addresses(at: datetime) -> list[str]:
    return [reverse("open-data:page")]


def connect() -> None:
    """Put the page into the sitemap; called once, when the app is ready."""
    register_addresses(addresses)

"""The search page."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.asking import moment_of, reader_of
from search.contracts import Results
from search.engine import PER_PAGE, search
from search.enums import PLURALS, EntryKind
from search.filters import KIND, WORDS, EntryFilterForm, build_form, page_number
from search.listing import page_of

FIELDS = (WORDS, KIND, "theme", "territory", "coalition", "association", "start", "end")
FRAGMENT = "resultats"


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Answer words, filters or both; without any, say what can be asked. HTMX asks for the part that it replaces."""
    reader, at = reader_of(request), moment_of(request)
    form = build_form(request.GET, fields=FIELDS, reader=reader, at=at, hidden=(WORDS, KIND))
    context: dict[str, Any] = {"form": form, "words": form.words, "fragment": FRAGMENT, "at": at}
    if form.words or form.filters():
        asked = page_number(request.GET)
        found = search(form.words, form.filters(), reader=reader, at=at, page=asked or 1)
        page, message = page_of(Paginator(range(found.total), PER_PAGE), asked)
        context |= {
            "results": found,
            "page_of_results": page,
            "message": message,
            "kinds": _kinds(form, found),
            "active": form.active(),
            "clear_url": form.address(**{name: "" for name in FIELDS if name != WORDS}),
        }
    part = request.headers.get("HX-Target") == FRAGMENT
    response = render(request, "search/_answer.html" if part else "search/results.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Vary"] = "HX-Target"
    return response


def _kinds(form: EntryFilterForm, found: Results) -> list[dict[str, Any]]:
    """Return the kinds that were found as tabs, with their true counts."""
    chosen = form.filters().kinds
    everything = {
        "label": _("Everything"),
        "url": form.address(kind=""),
        "current": not chosen,
        "count": sum(found.kinds.values()),
    }
    tabs = [
        {
            "label": PLURALS[EntryKind(kind)],
            "url": form.address(kind=kind),
            "current": kind in chosen,
            "count": found.kinds[kind],
        }
        for kind in EntryKind.values
        if found.kinds.get(kind)
    ]
    return [everything, *tabs]

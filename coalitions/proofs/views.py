"""The list of proofs, and the proofs of a coalition or a project."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coalitions.models import CoalitionPage, ProjectPage
from coalitions.proofs.addresses import Subject, subject_at
from coalitions.proofs.reading import (
    comparisons_of,
    figures_by_page,
    funding_mix,
    lines_of_proofs,
    sheets_of,
    testimonies_of,
)
from coalitions.sections import day_of
from portal.asking import moment_of, reader_of
from portal.layout import Link
from search.enums import EntryKind, TermName
from search.related import entries_of_pages, shelves

MOST_CLIPS = 3


@require_safe
def proofs(request: HttpRequest) -> HttpResponse:
    """Say how figures are kept, then list every coalition and project with its own."""
    reader, at = reader_of(request), moment_of(request)
    lines = lines_of_proofs(day_of(at), reader=reader, at=at)
    everything = [one for line in lines for one in (line, *line.projects)]
    context = {
        "title": _("Our proofs"),
        "trail": [Link(_("Home"), "/")],
        "lines": [line for line in lines if line.entry.kind == EntryKind.COALITION],
        "others": [line for line in lines if line.entry.kind != EntryKind.COALITION],
        "to_review": sum(line.to_review for line in everything),
        "hues": [(line.entry.hue, max(line.total, 1)) for line in lines if line.entry.kind == EntryKind.COALITION],
    }
    return render(request, "coalitions/proofs.html", context)


@require_safe
def proof(request: HttpRequest, name: str) -> HttpResponse:
    """Show the figures of a coalition or a project, with what must be known to read them right."""
    reader, at = reader_of(request), moment_of(request)
    subject = subject_at(name, reader=reader, at=at)
    if subject is None:
        raise Http404("No coalition or project has this address.")
    sheets = sheets_of(figures_by_page([subject.pk]).get(subject.pk, []), day_of(at), reader=reader, at=at)
    context = {
        "title": _("The proofs: %(title)s") % {"title": subject.title},
        "subject": subject,
        "trail": [Link(_("Home"), "/"), Link(_("Our proofs"), reverse("coalitions:proofs"))],
        "sheets": sheets,
        "comparisons": comparisons_of(sheets),
        "to_review": sum(not sheet.is_in_force for sheet in sheets),
        "goals": sum(sheet.figure.is_goal for sheet in sheets),
        **_around(subject, request),
    }
    return render(request, "coalitions/proof.html", context)


def _around(subject: Subject, request: HttpRequest) -> dict[str, Any]:
    """Return what stands beside the figures: words and clips, a coalition's projects, a project's money."""
    reader, at = reader_of(request), moment_of(request)
    if isinstance(subject, CoalitionPage):
        projects = list(ProjectPage.objects.visible_to(reader, at).filter(coalition=subject).order_by("path"))
        entries = entries_of_pages([subject.pk, *(project.pk for project in projects)], reader=reader, at=at)
        told = [(project, entries[project.pk]) for project in projects if project.pk in entries]
        more: dict[str, Any] = {"testimonies": testimonies_of(subject, told), "is_coalition": True}
        term = TermName.COALITION
    else:
        entries = entries_of_pages([subject.pk, subject.coalition_id or 0, subject.pilot_id or 0], reader=reader, at=at)
        more = {
            "testimonies": testimonies_of(subject),
            "coalition_entry": entries.get(subject.coalition_id or 0),
            "pilot_entry": entries.get(subject.pilot_id or 0),
            "mix": funding_mix(subject),
        }
        term = TermName.PROJECT
    found = shelves(term=term, value=subject.slug, sizes={EntryKind.CLIP: MOST_CLIPS}, reader=reader, at=at)
    return {**more, "entry": entries.get(subject.pk), "clips": found[EntryKind.CLIP].entries}

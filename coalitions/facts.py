"""Coalitions, organisations and projects as facts for machines: what their pages show anyway, and nothing else."""

from collections.abc import Iterable
from typing import Any

from coalitions.models import CoalitionPage, MemberPage, ProjectPage
from portal.head import Context, Node, house, named, page_node, register_facts
from portal.motif import Drawing, alliance, seal
from portal.share_pictures import register_drawing
from search.models import Entry

MOST_NAMED = 60


def facts_of_coalition(page: CoalitionPage, context: Context) -> Iterable[Node]:
    """Return a coalition: part of the house, with the members that the page's reader may open."""
    node = page_node(page, context, "Organization") | {"alternateName": page.short_name, "parentOrganization": house()}
    if page.founding_year:
        node["foundingDate"] = str(page.founding_year)
    if page.website:
        node["sameAs"] = page.website
    members = [named(seat.entry) for seat in context["table"].members[:MOST_NAMED]]
    yield node | ({"member": members} if members else {})


def facts_of_member(page: MemberPage, context: Context) -> Iterable[Node]:
    """Return an organisation; how to write to people stays on the page."""
    node = page_node(page, context, "Organization")
    if page.other_name_list:
        node["alternateName"] = page.other_name_list
    if page.website:
        node["sameAs"] = page.website
    places = [place.name for place in page.territories.all()]
    if places:
        node["areaServed"] = places
    circles = [named(circle.entry) for circle in context["circles"] if circle.is_member and not circle.is_former]
    yield node | ({"memberOf": circles} if circles else {})


def facts_of_project(page: ProjectPage, context: Context) -> Iterable[Node]:
    """Return a project, below its coalition, with who carries it."""
    node = page_node(page, context, "Project")
    coalition: Any = context["coalition_entry"]
    if coalition:
        node["parentOrganization"] = named(coalition)
    crew = [named(mate.entry) for mate in context["crew"][:MOST_NAMED]]
    yield node | ({"member": crew} if crew else {})


def drawing_of_coalition(page: CoalitionPage) -> Drawing:
    """Return the circles of a coalition's own page: one for each member that is counted there."""
    found = Entry.objects.filter(source=page._meta.label_lower, object_key=str(page.pk)).first()
    return alliance(int(found.card.get("count") or 0) if found else 0)


def drawing_of_member(page: MemberPage) -> Drawing:
    return seal(page.slug)


def connect() -> None:
    """Register; called once, when the app is ready."""
    register_facts(CoalitionPage, facts_of_coalition)
    register_drawing(CoalitionPage, drawing_of_coalition)
    register_drawing(MemberPage, drawing_of_member)
    register_facts(MemberPage, facts_of_member)
    register_facts(ProjectPage, facts_of_project)

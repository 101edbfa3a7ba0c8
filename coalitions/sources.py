"""What search, lists and cards know about coalitions, organisations and projects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from coalitions import facts, open_data
from coalitions.enums import MEMBER_ROLES, OrganisationKind
from coalitions.models import CoalitionIndexPage, CoalitionPage, MemberIndexPage, MemberPage, ProjectPage
from coalitions.models.member import DIRECTORY_FIELDS
from portal.text_lists import lines_of
from search.enums import EntryKind, TermName
from search.facets import register_labels
from search.feeds.registry import FeedList, register_feed
from search.labels import register_sorts
from search.lists import register_list
from search.sources import Details, PageSource, nameable, register
from search.text import text_of


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def describe_coalition(page: Any) -> Details:
    """Describe a coalition: its members are terms, their names are words that find it."""
    rows = page.memberships.filter(until__isnull=True).select_related("association")
    members = [row.association for row in rows if row.role in MEMBER_ROLES]
    principles = (f"{row.title}\n{row.text}" for row in page.principles.all())
    milestones = (row.text for row in page.milestones.all())
    known = len({member.pk for member in members if member.live})
    about = 0 if page.members_are_complete else page.members_count_approx or 0
    return Details(
        body=_joined(
            text_of(page, "purpose", "story", "founding_label", "members_note", "partners_note", "territories_note"),
            *principles,
            *milestones,
            text_of(page, "code_of_conduct"),
        ),
        keywords=_unique(
            [page.short_name, page.tagline, *(one.title for one in nameable(*(row.association for row in rows)))]
        ),
        terms={TermName.ASSOCIATION: [member.slug for member in members]},
        summary=page.summary or page.tagline,
        card={"tagline": page.tagline, "count": max(known, about), "is_approximate": about > known},
    )


def describe_member(page: Any) -> Details:
    """Describe an organisation, by what it does, where and with whom."""
    rows = page.memberships.filter(until__isnull=True).select_related("coalition")
    coalitions = [row.coalition for row in rows.order_by("coalition__path", "sort_order")]
    named = nameable(*coalitions)
    projects = [*page.led_projects.all(), *(row.project for row in page.partnerships.select_related("project"))]
    return Details(
        body=text_of(page, "presentation", "legal_label", "competences"),
        keywords=_unique(
            [*lines_of(page.other_names), *lines_of(page.competences), *(coalition.title for coalition in named)]
        ),
        terms={
            TermName.COALITION: _unique(coalition.slug for coalition in coalitions),
            TermName.ORGANISATION_KIND: [page.kind],
            TermName.PROJECT: _unique(project.slug for project in projects),
        },
        card={
            "sort": page.kind,
            "is_member": page.kind == OrganisationKind.MEMBER,
            "coalitions": _unique(coalition.short_name for coalition in named),
        },
    )


def describe_project(page: Any) -> Details:
    """Describe a project, by who carries it and what it wants."""
    partners = [row.organisation for row in page.partners.select_related("organisation")]
    carriers = [carrier for carrier in [page.pilot, *partners] if carrier is not None]
    named = nameable(page.coalition, *carriers)
    card: dict[str, Any] = {"sort": page.status, "count": len([carrier for carrier in carriers if carrier.live])}
    if page.coalition in named:
        coalition = page.coalition
        card["coalition"] = {"name": coalition.short_name or coalition.title, "url": _address(coalition)}
    return Details(
        body=text_of(page, "description", "goals", "outputs", "start_label"),
        keywords=_unique([page.short_name, *(one.title for one in named)]),
        terms={
            TermName.COALITION: [page.coalition.slug] if page.coalition else [],
            TermName.ASSOCIATION: _unique(carrier.slug for carrier in carriers),
        },
        card=card,
    )


def _address(page: Any) -> str:
    parts = page.get_url_parts()
    return str(parts[2]) if parts else ""


COALITION_SOURCE = PageSource(
    kind=EntryKind.COALITION, model=CoalitionPage, describe=describe_coalition, represents=TermName.COALITION
)
MEMBER_SOURCE = PageSource(
    kind=EntryKind.MEMBER, model=MemberPage, describe=describe_member, represents=TermName.ASSOCIATION
)
PROJECT_SOURCE = PageSource(
    kind=EntryKind.PROJECT, model=ProjectPage, describe=describe_project, represents=TermName.PROJECT
)


def register_sources() -> None:
    """Make the pages of this room findable; called from `CoalitionsConfig.ready`."""
    for source in (COALITION_SOURCE, MEMBER_SOURCE, PROJECT_SOURCE):
        register(source)
    register_sorts(EntryKind.MEMBER, OrganisationKind)
    register_labels(TermName.ORGANISATION_KIND, organisation_kinds)
    facts.connect()
    open_data.connect()
    register_list(CoalitionIndexPage, EntryKind.COALITION)
    register_list(MemberIndexPage, EntryKind.MEMBER)
    register_feed(
        FeedList(
            name="membres",
            title=_("Directory"),
            kinds=(EntryKind.MEMBER,),
            fields=DIRECTORY_FIELDS,
            page_type=MemberIndexPage,
        )
    )


def organisation_kinds() -> dict[str, str]:
    """Return the kinds of organisation in words, members first, for the filter of the directory."""
    words = {code: str(label) for code, label in OrganisationKind.choices}
    return {code: label[:1].upper() + label[1:] for code, label in words.items()}

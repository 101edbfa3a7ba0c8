"""Organisations, coalitions and projects."""

from typing import Any

from coalitions.enums import OrganisationKind, PartnerRole
from coalitions.models import (
    CoalitionLink,
    CoalitionMembership,
    CoalitionMilestone,
    CoalitionPage,
    CoalitionPrinciple,
    MemberPage,
    ProjectFunding,
    ProjectPage,
    ProjectPartner,
)
from home.content.body import paragraphs, set_body
from home.content.files import Item
from home.content.house import list_page
from home.content.loading import Loading, items_of
from home.content.pages import PageFamily
from home.content.rows import classify, key_figures, lines, owner, related, say_common
from home.content.values import first_day
from portal.enums import Hue


def _members_first(load: Loading) -> list[Item]:
    return sorted(items_of(load, "organisations"), key=lambda item: item["kind"] != OrganisationKind.MEMBER)


def _fill_organisation(load: Loading, item: Item, page: MemberPage) -> None:
    say_common(page, item)
    classify(load, page, item["themes"], item["territories"])
    page.summary = item["one_line"]
    page.kind = item["kind"]
    page.legal_label = item.get("legal_label", "")
    page.other_names = lines(item.get("aliases"))
    page.competences = lines(item["competences"])
    page.completeness = item["completeness"]
    page.website = item.get("website") or ""
    page.related_members = load.find_all("organisations", item.get("related"))
    page.key_figures = key_figures(load, item.get("key_figures"))
    set_body(page, "presentation", paragraphs(item["presentation"]))


ORGANISATIONS = PageFamily(
    kind="organisations",
    items=_members_first,
    model=lambda item: MemberPage,
    title="name",
    bare=lambda item: {"kind": item["kind"]},  # a member owns pages: its children are placed before it is filled
    parent=lambda load, item: list_page(load, "organisations"),
    fill=_fill_organisation,
)


def _roles(load: Loading, coalition: str) -> dict[str, str]:
    """Return the role of each organisation in a coalition: the organisations' file says it."""
    return {
        organisation["slug"]: entry["role"]
        for organisation in load.content.items["organisations"]
        for entry in organisation["coalitions"]
        if entry["coalition"] == coalition
    }


def _memberships(load: Loading, item: Item) -> list[CoalitionMembership]:
    roles = _roles(load, item["slug"])
    rows = []
    for position, slug in enumerate([*item["members"], *item["partners"]]):
        if organisation := load.find("organisations", slug):
            rows.append(CoalitionMembership(sort_order=position, association=organisation, role=roles[slug]))
    return rows


def _tell_coalition(load: Loading, item: Item, page: CoalitionPage) -> None:
    page.short_name = item["short_name"]
    page.tagline = page.summary = item["tagline"]
    page.hue_name = load.content.house["hues"].get(item["slug"], Hue.FORET)
    page.gathers_coalitions = item["slug"] in load.content.house["gathers"]
    page.purpose = item["raison_d_etre"]
    page.purpose_is_editorial = item.get("raison_d_etre_editorial", False)
    page.founding_year = item["founding"]["year"]
    page.founding_label = item["founding"]["label"]
    page.website = item.get("website") or ""
    page.members_note = item.get("members_note", "")
    page.members_are_complete = item.get("members_complete", True)
    page.members_count_approx = item.get("members_count_approx")
    page.partners_note = item.get("partners_note", "")
    page.territories_note = item.get("territories_note", "")
    set_body(page, "story", paragraphs(item["presentation"]))


def _fill_coalition(load: Loading, item: Item, page: CoalitionPage) -> None:
    say_common(page, item)
    classify(load, page, item["themes"], item["territories"])
    _tell_coalition(load, item, page)
    page.memberships = _memberships(load, item)
    page.principles = [
        CoalitionPrinciple(sort_order=position, title=row["title"], text=row["text"])
        for position, row in enumerate(item["principles"])
    ]
    page.milestones = [
        CoalitionMilestone(
            sort_order=position,
            happened_on=first_day(str(row["date"])),
            precision=row["precision"],
            label=row.get("label", ""),
            text=row["text"],
        )
        for position, row in enumerate(item["timeline"])
    ]
    others = [(load.find("coalitions", row["coalition"]), row["note"]) for row in item["links"]]
    page.links = [
        CoalitionLink(sort_order=position, other=other, note=note)
        for position, (other, note) in enumerate(others)
        if other is not None
    ]
    page.key_figures = key_figures(load, item["key_figures"])


def _coalition_source(load: Loading, item: Item) -> Any:
    house = load.content.house
    return [item, _roles(load, item["slug"]), house["hues"].get(item["slug"]), item["slug"] in house["gathers"]]


COALITIONS = PageFamily(
    kind="coalitions",
    model=lambda item: CoalitionPage,
    title="name",
    bare=lambda item: {"short_name": item["short_name"], "purpose": item["raison_d_etre"]},
    parent=lambda load, item: list_page(load, "coalitions"),
    fill=_fill_coalition,
    source=_coalition_source,
)


def _fill_project(load: Loading, item: Item, page: ProjectPage) -> None:
    say_common(page, item)
    classify(load, page, item["themes"], item["places"])
    start = item["start"] or {}
    page.short_name = item["short_name"]
    page.coalition = load.find("coalitions", item["coalition"])
    page.pilot = load.find("organisations", item["pilot"])
    page.status = item["status"]
    page.start_year = start.get("year")
    page.start_label = start.get("label", "")
    page.goals = lines(item["goals"])
    page.outputs = lines(item["outputs"])
    set_body(page, "description", paragraphs(item["description"]))
    shares = [(slug, PartnerRole.CONTRIBUTOR) for slug in item["contributors"]]
    shares += [(slug, PartnerRole.PARTNER) for slug in item["partners"]]
    named = [(load.find("organisations", slug), role) for slug, role in shares]
    page.partners = [
        ProjectPartner(sort_order=position, organisation=organisation, role=role)
        for position, (organisation, role) in enumerate(named)
        if organisation is not None
    ]
    page.funding = [
        ProjectFunding(sort_order=position, label=label, kind=load.content.house["funding_kinds"].get(label, ""))
        for position, label in enumerate(item.get("funding") or ())
    ]
    page.key_figures = key_figures(load, item["key_figures"])
    picks = [("publications", slug) for slug in item.get("related_publications") or ()]
    picks += [("calls", slug) for slug in item.get("related_calls") or ()]
    page.related_pages = related(load, picks)


PROJECTS = PageFamily(
    kind="projects",
    model=lambda item: ProjectPage,
    title="name",
    parent=lambda load, item: owner(load, [item["pilot"]], [item["coalition"]], "coalitions"),
    fill=_fill_project,
)

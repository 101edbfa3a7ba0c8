"""The editor's lists of coalitions, organisations and projects: flat, with what one looks for in a column."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from coalitions.models import CoalitionPage, MemberPage, ProjectPage


class CoalitionListing(PageListingViewSet):
    """All coalitions."""

    model = CoalitionPage
    menu_label = _("Coalitions")
    icon = "group"
    menu_order = 1


class MemberListing(PageListingViewSet):
    """All organisations, with their kind and how complete their page is."""

    model = MemberPage
    menu_label = _("Organisations")
    icon = "user"
    menu_order = 2

    @cached_property
    def columns(self) -> list[Column]:
        kind = Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind")
        state = Column("completeness", label=_("State"), accessor="get_completeness_display", sort_key="completeness")
        return [*PageListingViewSet.columns, kind, state]


class ProjectListing(PageListingViewSet):
    """All projects, with where they stand."""

    model = ProjectPage
    menu_label = _("Projects")
    icon = "tasks"
    menu_order = 3

    @cached_property
    def columns(self) -> list[Column]:
        state = Column("status", label=_("State"), accessor="get_status_display", sort_key="status")
        return [*PageListingViewSet.columns, state]


class AllianceGroup(ViewSetGroup):
    """One entry of the menu for who belongs to the alliance and what it does."""

    items = (CoalitionListing("coalitions"), MemberListing("organisations"), ProjectListing("projects"))
    menu_label = _("The alliance")
    menu_icon = "group"
    menu_order = 120


@hooks.register("register_admin_viewset")
def alliance_listings() -> AllianceGroup:
    return AllianceGroup()

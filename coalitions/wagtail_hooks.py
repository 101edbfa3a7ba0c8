"""The editor's lists of coalitions, organisations and projects: flat, with what one looks for in a column."""

from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from coalitions.models import CoalitionPage, MemberPage, ProjectPage
from coalitions.proofs.report import FigureReport


class CoalitionListing(PageListingViewSet):
    """All coalitions."""

    model = CoalitionPage
    url_namespace = "coalition_pages"  # `coalitions` is the public site's
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


@hooks.register("register_admin_urls")
def figures_address() -> list[URLPattern]:
    return [
        path("rapports/chiffres/", FigureReport.as_view(), name="figures_report"),
        path("rapports/chiffres/lignes/", FigureReport.as_view(results_only=True), name="figures_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def figures_entry() -> MenuItem:
    return MenuItem(_("Figures to review"), reverse("figures_report"), name="figures", icon_name="decimal", order=700)

"""The editor's list of events."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet

from events.models import EventPage


class EventListing(PageListingViewSet):
    """All events, with their kind."""

    model = EventPage
    menu_label = _("Events")
    icon = "date"
    menu_order = 130
    add_to_admin_menu = True

    @cached_property
    def columns(self) -> list[Column]:
        return [*PageListingViewSet.columns, Column("kind", label=_("Kind"), accessor="get_kind_display")]


@hooks.register("register_admin_viewset")
def event_listing() -> EventListing:
    return EventListing("rendez-vous")

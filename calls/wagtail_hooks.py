"""The editor's list of calls."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.pages import PageListingViewSet

from calls.models import CallPage


class CallListing(PageListingViewSet):
    """All calls, with their deadline."""

    model = CallPage
    menu_label = _("Calls")
    icon = "form"
    menu_order = 150
    add_to_admin_menu = True

    @cached_property
    def columns(self) -> list[Column]:
        deadline = DateColumn("closes_at", label=_("Closes at"), sort_key="closes_at")
        return [*PageListingViewSet.columns, deadline]


@hooks.register("register_admin_viewset")
def call_listing() -> CallListing:
    return CallListing("appels")

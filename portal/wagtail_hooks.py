"""What the portal adds to Wagtail's administration, and what it leaves out."""

from typing import Any

from wagtailmedia.views.media import delete as delete_media

from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from portal import viewsets  # noqa: F401 - imported for the snippets it registers
from portal.first_steps import read_guide


class WelcomePanel(Component):
    """What somebody who comes twice a month can do here, and where their pages are."""

    name = "welcome"
    template_name = "wagtailadmin/home/welcome.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        granted = Page.objects.filter(group_permissions__group__user=user, depth__gt=2)
        return {
            **super().get_context_data(parent_context),
            "own_pages": granted.distinct().order_by("title")[:10],
            "may_add_images": user.has_perm("portal.add_portalimage"),
            "user": user,
        }


def first_steps(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "wagtailadmin/first_steps.html",
        {"blocks": read_guide(), "page_title": _("First steps of an editor"), "header_icon": "help"},
    )


@hooks.register("register_admin_urls")
def first_steps_address() -> list[URLPattern]:
    return [path("premiers-pas/", first_steps, name="first_steps")]


def delete_unused_media(request: HttpRequest, media_id: int) -> HttpResponse:
    """Delete a film or a sound as wagtailmedia does, which fails where a page still shows it."""
    try:
        return delete_media(request, media_id)
    except ProtectedError:
        messages.error(request, _("Pages still show this film: choose another one there first."))
        return redirect("wagtailmedia:edit", media_id)


@hooks.register("register_admin_urls", order=-1)
def media_deletion_address() -> list[URLPattern]:
    return [path("media/delete/<int:media_id>/", delete_unused_media, name="delete_unused_media")]


@hooks.register("register_help_menu_item")
def first_steps_entry() -> MenuItem:
    return MenuItem(_("First steps"), reverse("first_steps"), name="first-steps", icon_name="help", order=100)


@hooks.register("construct_help_menu")
def leave_out_help_in_english(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if not item.name.startswith(("whats-new-in-wagtail", "editor-guide"))]


@hooks.register("construct_homepage_panels")
def welcome(request: HttpRequest, panels: list[Component]) -> None:
    panels.insert(0, WelcomePanel())


@hooks.register("insert_global_admin_js")
def start_widgets() -> str:
    return format_html('<script type="module" src="{}"></script>', versioned_static("portal/js/admin/start.js"))


@hooks.register("insert_global_admin_css")
def dress_widgets() -> str:
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("portal/css/admin.css"))

"""Resources in the admin: a flat list of each kind of page, and the series of clips."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from resources.models import ArticlePage, KitPage, PublicationPage, Series, VideoClipPage


class ClipListing(PageListingViewSet):
    """All clips."""

    model = VideoClipPage
    menu_label = _("Clips")
    icon = "media"
    menu_order = 1


class KitListing(PageListingViewSet):
    """All kits."""

    model = KitPage
    menu_label = _("Kits")
    icon = "clipboard-list"
    menu_order = 2


class PublicationListing(PageListingViewSet):
    """All publications."""

    model = PublicationPage
    menu_label = _("Publications")
    icon = "doc-full"
    menu_order = 3


class ArticleListing(PageListingViewSet):
    """All articles."""

    model = ArticlePage
    menu_label = _("Articles")
    icon = "pilcrow"
    menu_order = 4


class SeriesViewSet(SnippetViewSet):
    """Series of clips."""

    model = Series
    icon = "list-ol"
    menu_label = _("Series of clips")
    menu_order = 5
    list_display = ["name", "slug"]
    search_fields = ["name"]


class ResourceGroup(SnippetViewSetGroup):
    """One entry of the menu for what is watched, read and used."""

    items = (
        ClipListing("clips"),
        KitListing("kits"),
        PublicationListing("publications"),
        ArticleListing("articles"),
        SeriesViewSet,
    )
    menu_label = _("Resources")
    menu_icon = "media"
    menu_order = 140

"""Models of the lowest room."""

from portal.models.content import LoadedItem
from portal.models.media import PortalDocument, PortalImage, PortalMedia, PortalRendition
from portal.models.pages import BasePage, ClassifiedMixin, IndexPageMixin, PageTag, PortalTag, RelatedPage
from portal.models.site import Menu, MenuItem, SiteSettings, SocialLink
from portal.models.taxonomy import Territory, Theme

__all__ = [
    "BasePage",
    "ClassifiedMixin",
    "IndexPageMixin",
    "LoadedItem",
    "Menu",
    "MenuItem",
    "PageTag",
    "PortalDocument",
    "PortalImage",
    "PortalMedia",
    "PortalRendition",
    "PortalTag",
    "RelatedPage",
    "SiteSettings",
    "SocialLink",
    "Territory",
    "Theme",
]

"""The portal's vocabulary and menus in the admin."""

from django.utils.translation import gettext_lazy as _

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.models import Menu, Territory, Theme


class ThemeViewSet(SnippetViewSet):
    """Themes, on two levels."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    list_display = ["name", "parent", "order"]
    list_filter = ["parent"]
    search_fields = ["name"]


class TerritoryViewSet(SnippetViewSet):
    """Territories, from the country to the commune."""

    model = Territory
    icon = "globe"
    menu_label = _("Territories")
    list_display = ["name", "kind", "code", "parent"]
    list_filter = ["kind"]
    search_fields = ["name"]


class MenuViewSet(SnippetViewSet):
    """The menus at the top and at the foot of each page."""

    model = Menu
    icon = "list-ul"
    menu_label = _("Menus of the site")
    add_to_settings_menu = True
    menu_order = 110


class VocabularyGroup(SnippetViewSetGroup):
    """What the whole portal shares."""

    items = (ThemeViewSet, TerritoryViewSet)
    menu_icon = "tag"
    menu_label = _("Themes and places")
    menu_order = 600


register_snippet(VocabularyGroup)
register_snippet(MenuViewSet)

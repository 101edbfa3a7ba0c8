"""The situations and the doors by public in the admin."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from home.models import PublicDoor, Situation

# Wagtail makes these names of permissions itself, and shows them where groups are edited.
gettext_noop("Can publish")
gettext_noop("Can publish door by public")
gettext_noop("Can publish situation")


class SituationViewSet(SnippetViewSet):
    """Situations of the page “Ma situation”."""

    model = Situation
    icon = "help"
    menu_label = _("Situations")
    list_display = ["question", "order", "live"]
    search_fields = ["question", "answer"]


class PublicDoorViewSet(SnippetViewSet):
    """Doors by public."""

    model = PublicDoor
    icon = "group"
    menu_label = _("Doors by public")
    list_display = ["title", "menu_title", "order", "live"]
    search_fields = ["title", "intro"]


class WaysInGroup(SnippetViewSetGroup):
    """How visitors find their way in."""

    items = (SituationViewSet, PublicDoorViewSet)
    menu_icon = "help"
    menu_label = _("Ways in")
    menu_order = 130


register_snippet(WaysInGroup)

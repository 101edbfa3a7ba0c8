"""Series of clips in the admin."""

from django.utils.translation import gettext_lazy as _

from wagtail.snippets.views.snippets import SnippetViewSet

from resources.models import Series


class SeriesViewSet(SnippetViewSet):
    """Series of clips."""

    model = Series
    icon = "media"
    menu_label = _("Series of clips")
    add_to_admin_menu = True
    menu_order = 310

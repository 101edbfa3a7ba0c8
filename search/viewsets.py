"""The words of search in the admin."""

from django.utils.translation import gettext_lazy as _

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import SynonymGroup


class SynonymGroupViewSet(SnippetViewSet):
    """Groups of synonyms, in force as soon as they are saved."""

    model = SynonymGroup
    icon = "search"
    menu_label = _("Synonyms")
    menu_order = 140
    add_to_admin_menu = True
    list_display = ["__str__", "kind", "is_active"]
    list_filter = ["kind", "is_active"]
    search_fields = ["terms", "expands_to"]


register_snippet(SynonymGroupViewSet)

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("search.signals").connect()
        import_module("search.feeds.everything").connect()
        import_module("search.head").connect()
        import_module("search.data_page").connect()
        services = import_module("search.services")
        import_module("portal.due").register_due_job("search_index", lambda at: services.index_missing(at=at))

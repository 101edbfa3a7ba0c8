from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from home import glossary, sources
        from home.doors import addresses
        from portal.sitemap import register_addresses

        sources.connect()
        glossary.connect()
        register_addresses(addresses)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoalitionsConfig(AppConfig):
    name = "coalitions"
    verbose_name = _("Coalitions")

    def ready(self) -> None:
        from coalitions.proofs.listing import public_addresses
        from coalitions.signals import connect
        from coalitions.sources import register_sources
        from coalitions.territories.places import territory_addresses
        from portal.sitemap import register_addresses

        register_sources()
        connect()
        register_addresses(territory_addresses)
        register_addresses(public_addresses)

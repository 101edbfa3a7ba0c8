from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoalitionsConfig(AppConfig):
    name = "coalitions"
    verbose_name = _("Coalitions")

    def ready(self) -> None:
        from coalitions.signals import connect
        from coalitions.sources import register_sources

        register_sources()
        connect()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from portal import checks, due_jobs, share_pictures, signals  # noqa: F401 - imported for what they register
        from portal.admin_choices import offer_check_boxes
        from portal.admin_widgets import replace_inline_scripts

        share_pictures.connect()
        offer_check_boxes()
        replace_inline_scripts()

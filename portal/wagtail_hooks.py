"""What the portal adds to Wagtail's administration."""

from django.utils.html import format_html

from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static

from portal import viewsets  # noqa: F401 - imported for the snippets it registers


@hooks.register("insert_global_admin_js")
def start_widgets() -> str:
    return format_html('<script type="module" src="{}"></script>', versioned_static("portal/js/admin/start.js"))

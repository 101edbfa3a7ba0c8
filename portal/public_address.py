"""Where the portal answers: PUBLIC_URL, as the default Site holds it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from wagtail.models import Site

from portal.layout import forget_layout

PORTS = {"http": 80, "https": 443}


def public_address() -> dict[str, str | int]:
    """Return the host name and the port of PUBLIC_URL, as fields of a Site."""
    address = urlsplit(settings.PUBLIC_URL)
    return {"hostname": address.hostname or "localhost", "port": address.port or PORTS.get(address.scheme, 80)}


def absolute(address: str) -> str:
    """Return an address of the site under PUBLIC_URL; one that is absolute already comes back as it is."""
    return f"{settings.PUBLIC_URL}{address}" if address.startswith("/") else address


def keep_public_address() -> None:
    """Let the default site answer at PUBLIC_URL, in the sitemap as in mails, whatever it was when it was made."""
    here = public_address()
    if Site._meta.db_table not in connection.introspection.table_names():
        return  # Only some apps have been migrated yet.
    if Site.objects.filter(is_default_site=True).exclude(**here).update(**here):
        forget_layout()
        Site.clear_site_root_paths_cache()

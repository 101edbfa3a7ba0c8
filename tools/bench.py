"""`make bench`: queries and times of the main pages, on the data of `make run`, then what some stand under load.

Usage: python tools/bench.py [ADDRESS…]     without addresses: the home page, the first page of each type, and the load
"""

import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 10
# The machine is shared: what compares is how many times a page costs what the plainest answer does.
REFERENCE = "/robots.txt"


def main_addresses() -> list[str]:
    """Return the search page and the first live page of each type."""
    from wagtail.models import Page, get_page_models

    addresses = ["/recherche/?q=logement"]
    for model in get_page_models():
        page = Page.objects.live().public().exact_type(model).order_by("path").first()
        if page is not None and page.url:
            addresses.append(page.url)
    return sorted(addresses)


def visit(client: Any, address: str) -> tuple[int, int, float, int]:
    """Return the answer's status, its number of queries, its milliseconds and its bytes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        began = time.perf_counter()
        response = client.get(address)
        elapsed = 1000 * (time.perf_counter() - began)
    return response.status_code, len(queries), elapsed, len(response.content)


def main() -> None:
    """Measure as production would answer, but for the hashed names of static files."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    sys.path.insert(0, str(ROOT))
    import django
    from django.test import override_settings

    django.setup()
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(DEBUG=False, STORAGES=storages):
        measure(sys.argv[1:] or main_addresses())
    if not sys.argv[1:]:
        under_load()


def under_load() -> None:
    """Measure some pages under the production settings, on a server and a copy of the data of their own."""
    import tempfile

    from tools import load
    from tools.live_site import live_site, pages_to_measure

    known = pages_to_measure()
    chosen = {
        "plain": "/-/plain",
        "home": known["home"],
        "coalition": known["coalition"],
        "clips": "/ressources/?kind=clip",
        "clip": known["clip"],
        "search": known["search"],
    }
    with live_site("tools.bench_server:application") as (base, _variables), tempfile.TemporaryDirectory() as folder:
        loads = load.measure(base, chosen, folder)
    load.print_table(chosen, loads)


def measure(addresses: list[str]) -> None:
    """Print one line for each address."""
    from django.core.cache import cache
    from django.test import Client

    client = Client(raise_request_exception=False, SERVER_NAME="localhost", headers={"accept-language": "fr"})
    print(f"{'queries':>7} {'warm':>5} {'first ms':>9} {'warm ms':>8} {'ratio':>6} {'kB':>6}  address")
    reference = 0.0
    for address in [REFERENCE, *addresses]:
        cache.clear()
        status, first, first_ms, size = visit(client, address)
        warm = [visit(client, address) for _ in range(REPEATS)]
        warm_ms = statistics.median(line[2] for line in warm)
        reference = reference or warm_ms
        note = "" if status == 200 else f"  (status {status})"
        counts = f"{first:>7} {warm[-1][1]:>5} {first_ms:>9.1f} {warm_ms:>8.1f} {warm_ms / reference:>6.1f}"
        print(f"{counts} {size / 1000:>6.1f}  {address}{note}")


if __name__ == "__main__":
    main()

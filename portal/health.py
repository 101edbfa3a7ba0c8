"""Whether this process lives (`/-/live`) and may be given readers (`/-/ready`), for whoever watches over it.

A middleware that comes before all others: a check asks a machine by any name, without HTTPS, and gets no session.
The public learns one word for what is missing, never a version.
"""

import logging
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, JsonResponse

LIVE, READY = "/-/live", "/-/ready"
SEARCH_SECONDS = 0.5
_log = logging.getLogger(__name__)


def has_database() -> bool:
    """Say whether the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


class Migrations:
    """Whether every migration of the code is applied; once true, it is true for as long as the process lives."""

    def __init__(self) -> None:
        self._applied = False

    def __call__(self) -> bool:
        if not self._applied:
            executor = MigrationExecutor(connection)
            self._applied = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        return self._applied


def has_cache() -> bool:
    """Say whether the cache keeps what it is given."""
    cache.set("portal.health", "kept", 10)
    return bool(cache.get("portal.health") == "kept")


def has_search() -> bool:
    """Say whether the search engine answers, if one is configured: the database stands in for it."""
    if not settings.ELASTICSEARCH_URL:
        return True
    parts = urlsplit(settings.ELASTICSEARCH_URL)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    asked = kind(parts.hostname or "", parts.port, timeout=SEARCH_SECONDS)
    try:
        asked.request("GET", "/")
        # What asks for a password answers.
        return asked.getresponse().status < 500
    finally:
        asked.close()


Check = Callable[[], bool]
NEEDED: Mapping[str, Check] = {"database": has_database, "migrations": Migrations(), "cache": has_cache}
HELPFUL: Mapping[str, Check] = {"search": has_search}


def passes(name: str, check: Check) -> bool:
    """Run a check; whatever goes wrong is told to the log alone."""
    try:
        return check()
    except (DatabaseError, HTTPException, OSError, ValueError) as error:
        _log.warning("%s is missing: %s", name, type(error).__name__)
        return False


def readiness() -> tuple[str, list[str]]:
    """Return `ready`, `degraded` or `down`, and what is missing; one thing that is needed is enough to be down."""
    needed = next((name for name, check in NEEDED.items() if not passes(name, check)), None)
    if needed is not None:
        return "down", [needed]
    missing = [name for name, check in HELPFUL.items() if not passes(name, check)]
    return ("degraded" if missing else "ready"), missing


class HealthMiddleware:
    """Answer the two addresses of health before anything else looks at the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path not in (LIVE, READY):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        state, missing = ("live", []) if request.path == LIVE else readiness()
        body = {"status": state} | ({"missing": missing} if missing else {})
        headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}
        return JsonResponse(body, status=503 if state == "down" else 200, headers=headers)

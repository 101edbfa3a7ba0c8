"""Middleware of the portal."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from portal.readers import reader_for


class ReaderMiddleware:
    """Give each request its moment (`request.at`) and its reader (`request.reader`, read from the database on use)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        at = timezone.now()
        request.at = at  # type: ignore[attr-defined]  # an HttpRequest is open to attributes, its stubs are not
        request.reader = SimpleLazyObject(lambda: reader_for(request.user, at))  # type: ignore[attr-defined]  # likewise
        return self.get_response(request)

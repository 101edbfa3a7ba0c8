"""Middleware of the portal."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from portal.readers import reader_for

# Controls, and what is no character: they can be neither shown, nor stored, nor written as XML. Tabs and line ends can.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# In its place: the value stays refused, and shows where it is wrong.
_MARK = "\N{REPLACEMENT CHARACTER}"


class ReadableQueryMiddleware:
    """Mark what cannot be read in an address's parameters: a refused value is shown again as plain text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _UNREADABLE.search("".join(part for name, values in request.GET.lists() for part in (name, *values))):
            readable = QueryDict(mutable=True)
            for name, values in request.GET.lists():
                readable.setlist(_UNREADABLE.sub(_MARK, name), [_UNREADABLE.sub(_MARK, value) for value in values])
            readable._mutable = False
            request.GET = readable  # type: ignore[assignment]  # the stubs know only what is immutable from the start
        return self.get_response(request)


class ReaderMiddleware:
    """Give each request its moment (`request.at`) and its reader (`request.reader`, read from the database on use)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        at = timezone.now()
        request.at = at  # type: ignore[attr-defined]  # an HttpRequest is open to attributes, its stubs are not
        request.reader = SimpleLazyObject(lambda: reader_for(request.user, at))  # type: ignore[attr-defined]  # likewise
        return self.get_response(request)

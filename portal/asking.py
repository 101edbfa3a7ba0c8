"""What every request carries since `ReaderMiddleware`: the moment it came at, and who reads.

Django's stubs do not know these attributes: they are read here and nowhere else.
"""

from datetime import datetime

from django.http import HttpRequest

from portal.readers import Reader


def moment_of(request: HttpRequest) -> datetime:
    """Return the moment at which the request came; all that answers it is read as of then."""
    moment: datetime = request.at  # type: ignore[attr-defined]  # set by ReaderMiddleware
    return moment


def reader_of(request: HttpRequest) -> Reader:
    """Return who asks."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by ReaderMiddleware
    return reader

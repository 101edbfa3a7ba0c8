"""Reading a page at a moment, as a visitor does, without the clock."""

from datetime import UTC, datetime
from typing import Any

from bs4 import BeautifulSoup

from django.http import HttpRequest
from django.test import RequestFactory

from wagtail.models import Page

from portal.readers import ANONYMOUS, Reader
from tests.support.strict import page_faults_of

AT = datetime(2027, 1, 20, 11, 0, tzinfo=UTC)


def request_for(page: Page, /, at: datetime = AT, reader: Reader = ANONYMOUS, **query: Any) -> HttpRequest:
    """Return a visitor's request for a page at a moment."""
    request: Any = RequestFactory().get(page.get_url() or "/", query)
    request.at, request.reader = at, reader
    return request


def context_at(page: Page, /, at: datetime = AT, reader: Reader = ANONYMOUS, **query: Any) -> dict[str, Any]:
    """Return the context of a page at a moment."""
    return page.specific.get_context(request_for(page, at, reader, **query))


def read(page: Page, /, at: datetime = AT, reader: Reader = ANONYMOUS, **query: Any) -> BeautifulSoup:
    """Return a page as it is read at a moment; a fault of its HTML fails the test."""
    response = page.specific.serve(request_for(page, at, reader, **query))
    html = response.render().content.decode()
    faults = page_faults_of(html)
    assert not faults, "; ".join(faults)
    return BeautifulSoup(html, "html.parser")


def words_of(soup: Any) -> str:
    """Return the words of an element, spaces folded: what stands on the page, not how it is spaced."""
    # A raised letter belongs to its word: “1er”.
    return " ".join(soup.get_text(" ").split()).replace("1 er ", "1er ")

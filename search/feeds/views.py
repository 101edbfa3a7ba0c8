"""The feeds of lists."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from portal.answers import Written, answer, kept
from portal.asking import moment_of
from search.feeds.calendars import write_calendar
from search.feeds.news import write_news
from search.feeds.reading import read_calendar, read_news
from search.feeds.registry import FeedList, appointments_of, feed_named
from search.filters import own_parameters

MEDIA_TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}


@require_safe
def follow(request: HttpRequest, name: str, shape: str) -> HttpResponseBase:
    """Answer with a list as a feed: that of everybody, whoever asks, so that anything may keep it."""
    feed = feed_named(name)
    if feed is None or (shape == "ics" and not feed.has_calendar):
        raise Http404("No such feed.")
    at = moment_of(request)
    asked = [*own_parameters(request.GET, feed.fields), *feed.view(request.GET)]
    write = _calendar if shape == "ics" else _news
    written = kept(name=f"{name}.{shape}", asked=asked, at=at, write=lambda: write(request, feed, shape, at))
    return answer(request, written, media_type=MEDIA_TYPES[shape])


def _news(request: HttpRequest, feed: FeedList, shape: str, at: datetime) -> Written:
    reading = read_news(feed=feed, data=request.GET, at=at)
    body = write_news(reading, shape=shape, own_address=_own_address(request, feed))
    return Written(body, reading.changed_at)


def _calendar(request: HttpRequest, feed: FeedList, shape: str, at: datetime) -> Written:
    reading = read_calendar(feed=feed, data=request.GET, at=at)
    appointments = appointments_of(reading.entries)
    body = write_calendar(
        reversed(appointments) if feed.view(request.GET) else appointments,
        title=reading.title,
        own_address=_own_address(request, feed),
        note=" ".join(reading.messages),
    )
    return Written(body, reading.changed_at)


def _own_address(request: HttpRequest, feed: FeedList) -> str:
    """Return the address of the feed with its own parameters only: what else was asked is not part of it."""
    query = request.GET.copy()
    own = {*feed.fields, *dict(feed.view(request.GET))}
    for name in list(query):
        if name not in own:
            del query[name]
    return f"{request.path}?{query.urlencode()}" if query else request.path

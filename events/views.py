"""Files about an event."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from events.appointments import appointments_of, entries_of_event
from portal.answers import PRIVATE_CACHE, PUBLIC_CACHE, Written, answer
from portal.asking import moment_of, reader_of
from portal.readers import ANONYMOUS
from search.feeds.calendars import write_calendar
from search.feeds.views import MEDIA_TYPES


@require_safe
def calendar(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Answer with an event for a calendar, each of its times apart, to whoever may open its page."""
    at = moment_of(request)
    caching = PUBLIC_CACHE
    entries = entries_of_event(key, ANONYMOUS, at)
    if not entries:
        caching = PRIVATE_CACHE
        entries = entries_of_event(key, reader_of(request), at)
    appointments = appointments_of(entries)
    if not appointments:
        raise Http404("No event with a date has this address.")
    body = write_calendar(appointments, title=entries[0].title, own_address=request.path, is_list=False)
    written = Written(body, max(one.changed_at for one in appointments))
    response = answer(request, written, media_type=MEDIA_TYPES["ics"], caching=caching)
    response["Content-Disposition"] = f'inline; filename="{entries[0].slug}.ics"'
    return response

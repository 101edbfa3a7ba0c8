"""Files that belong to a resource."""

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from portal.asking import moment_of, reader_of
from portal.layout import read_layout
from resources.models import VideoClipPage


@require_safe
def captions(request: HttpRequest, path: str) -> HttpResponseBase:
    """Return the captions of the clip at an address, to whoever may open the clip."""
    reader, at = reader_of(request), moment_of(request)
    visible = VideoClipPage.objects.visible_to(reader, at)
    found = visible.filter(url_path=f"{read_layout(at).root_path}{path}").values_list("captions", flat=True).first()
    if not found:
        raise Http404
    etag = f'"{hashlib.sha256(found.encode()).hexdigest()[:24]}"'
    response: Any = get_conditional_response(request, etag=etag) or HttpResponse(found)
    if response.status_code == 200:
        response["Content-Type"] = "text/vtt; charset=utf-8"
    response["ETag"] = etag
    # Asked again each time: a clip may be withdrawn, or kept for some readers.
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response

"""Easy reading: a reader's choice, for the visit, without an account.

The choice is made by a button (a POST), and kept in a cookie that says 1 and nothing else, and goes with the window.
No GET sets it. The switch changes what its own reader sees and nothing more, so it asks for no token: a token would
put a cookie into each answer. A form of another site is refused by what the browser says of its origin.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

COOKIE = "facile_a_lire"
ON = "1"


def is_easy(request: HttpRequest | None) -> bool:
    """Return whether this reader asked for the easy words first."""
    return getattr(request, "COOKIES", {}).get(COOKIE) == ON


@csrf_exempt
@require_POST
def choose_easy_reading(request: HttpRequest) -> HttpResponse:
    """Turn the easy words on or off, and go back to where the reader was."""
    response = HttpResponseRedirect(_way_back(request))
    response.status_code = 303
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return response
    # The reader goes on with the words that were asked for, else with the page, also where the menu hid the button.
    if is_easy(request):
        response["Location"] += "#content"
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response["Location"] += "#easy"
        response.set_cookie(COOKIE, ON, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response


def _way_back(request: HttpRequest) -> str:
    """Return the page that the button stood on; the home page where the form names no page of this site."""
    path = request.headers.get("Referer", "")
    hosts = {request.get_host()}
    return path if url_has_allowed_host_and_scheme(path, hosts, require_https=request.is_secure()) else "/"

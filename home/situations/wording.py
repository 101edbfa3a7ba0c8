"""Why something is on the page, in plain words: near, on a theme, or the nearest there is."""

import re

from django.utils.translation import gettext as _

from home.situations.places import EARTH_KM, Distance, Place, Step
from portal.enums import TerritoryKind
from portal.typography import FIXED
from search.enums import EntryKind
from search.models import Entry

ROUND_KM = 10
_COUNTED = re.compile(r"(?<=\d) (?=[^\W\d])")


def numbers_kept(text: str) -> str:
    """Keep a number and what it counts on one line: “11 millions”."""
    return _COUNTED.sub(FIXED, text)


def about_reason(theme: str) -> str:
    """Say which theme something was found by."""
    return _("About: %(theme)s") % {"theme": theme} if theme else ""


def near_reason(distance: Distance) -> str:
    """Say how near something is; empty when its place is not known."""
    if distance.place is None:
        return ""
    if distance.step == Step.EVERYWHERE:
        return _everywhere(distance.place)
    if distance.step == Step.NEIGHBOUR:
        return _("About %(km)d km from you: %(place)s") % {"km": _rounded(distance), "place": distance.place.name}
    words = {
        Step.HERE: _("Near you: %(place)s"),
        Step.REGION: _("In your region: %(place)s"),
        Step.FAR: _("Further away: %(place)s"),
    }
    return words[distance.step] % {"place": distance.place.name}


def named_as(entry: Entry) -> str:
    """Return who an entry is in a sentence: an organisation by its name, a project as one."""
    return _("the project “%(title)s”") % {"title": entry.title} if entry.kind == EntryKind.PROJECT else entry.title


def nearest_words(nearest: Distance | None, title: str, here: Place) -> str:
    """Say in one or two sentences who is nearest: here, or not here and then where."""
    if nearest is None:
        return _("To our knowledge, nobody in the portal acts on this yet. Write to us: we will look with you.")
    if nearest.step == Step.HERE:
        return _("Near you (%(here)s): %(title)s.") % {"here": here.name, "title": title}
    nobody = _("To our knowledge, nobody acts on this in your territory (%(here)s) yet.") % {"here": here.name}
    told = _("The nearest: %(title)s, %(where)s.") % {"title": title, "where": _where(nearest)}
    return f"{nobody} {told}"


def _where(nearest: Distance) -> str:
    place = nearest.place
    if place is None:
        return _("which does not say where yet")
    if nearest.step == Step.EVERYWHERE:
        words = _everywhere(place)
        return words[:1].lower() + words[1:]
    if nearest.step == Step.REGION:
        return _("in your region (%(place)s)") % {"place": place.name}
    if nearest.km > EARTH_KM * 2:
        return _("in %(place)s") % {"place": place.name}
    return _("about %(km)d km away (%(place)s)") % {"km": _rounded(nearest), "place": place.name}


def _everywhere(place: Place) -> str:
    return _("Online") if place.kind == TerritoryKind.ONLINE else _("Everywhere in France")


def _rounded(distance: Distance) -> int:
    """Return kilometres as people say them; between two centres, more would be pretended."""
    return max(ROUND_KM, round(distance.km / ROUND_KM) * ROUND_KM)

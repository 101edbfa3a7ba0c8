"""Pictures of pages that are shared elsewhere: drawn each minute for what was published, only looked up by readers.

A picture's name is made of what it shows, and of the portal's secret: who cannot open a page cannot guess its picture.
What nobody needs any more (another title, a page that is withdrawn or kept for some) is removed by the same job.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from wagtail.models import Page

from portal.due import register_due_job
from portal.motif import Drawing, poster
from portal.picture_hues import with_hues
from portal.posters import Poster, png_of
from portal.querysets import VisiblePageQuerySet
from portal.readers import ANONYMOUS

FOLDER = "apercu"
# Raised when the drawing changes, so that all are drawn again.
STYLE = 1
# A minute's work: a third of a minute at most on a small machine.
MOST_AT_ONCE = 40
DEFAULT = "portal/images/apercu.png"

_drawings: dict[type, Callable[[Any], Drawing]] = {}


def register_drawing(model: type, reader: Callable[[Any], Drawing]) -> None:
    """Say how a type of page is drawn; other pages have the wall picture of their slug."""
    _drawings[model] = reader


def name_of(key: object, title: str, published_at: datetime | None, hue: str) -> str:
    """Return the name of the picture of a page, as it was last published, in the colour that it has now."""
    moment = published_at.isoformat(timespec="seconds") if published_at else ""
    text = f"{STYLE}|{key}|{title}|{moment}|{hue}"
    return salted_hmac("portal.share_pictures", text, algorithm="sha256").hexdigest()[:32]


def address_of_picture(page: Any) -> str:
    """Return where a page's picture is, or will be in a minute; until then the house's own is there."""
    return f"/{FOLDER}/{name_of(page.translation_key, page.title, page.last_published_at, page.picture_hue)}.png"


def file_of(name: str) -> str:
    return f"{FOLDER}/{name}.png"


def draw_missing(at: datetime) -> int:
    """Draw what is missing, remove what nobody needs; returns how much was done. Running it twice is harmless."""
    pages = VisiblePageQuerySet(Page).visible_to(ANONYMOUS, at).filter(depth__gt=1).order_by("-last_published_at", "pk")
    rows = with_hues(pages).values_list("pk", "translation_key", "title", "last_published_at", "shown_hue")
    wanted = {name_of(key, title, moment, hue): (pk, hue) for pk, key, title, moment, hue in rows}
    there = _stored()
    for name in there - set(wanted):
        default_storage.delete(file_of(name))
    missing = [name for name in wanted if name not in there][:MOST_AT_ONCE]
    found = {page.pk: page for page in Page.objects.filter(pk__in=[wanted[name][0] for name in missing]).specific()}
    for name in missing:
        pk, hue = wanted[name]
        if pk in found:
            default_storage.save(file_of(name), ContentFile(png_of(poster_of(found[pk], hue))))
    return len(missing) + len(there - set(wanted))


def _stored() -> set[str]:
    try:
        _folders, files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return set()
    return {name.removesuffix(".png") for name in files}


def poster_of(page: Any, hue: str) -> Poster:
    """Return what the picture of a page shows; without a colour that is kept of it, the page's own."""
    reader = _drawings.get(type(page))
    kind = str(page._meta.verbose_name)
    label = kind[:1].upper() + kind[1:]
    return Poster(
        title=page.title,
        label=f"{label} · {_('example')}" if getattr(page, "is_demo", False) else label,
        site=settings.WAGTAIL_SITE_NAME,
        hue=hue or str(getattr(page, "hue", "") or "foret"),
        drawing=reader(page) if reader else poster(page.slug, 5),
    )


def connect() -> None:
    """Register the job; called once, when the app is ready."""
    register_due_job("share_pictures", draw_missing)

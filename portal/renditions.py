"""Sizes and formats of pictures: made when a picture is uploaded or changed, only looked up when a page is read.

No reader ever waits for a picture to be resized, and no GET writes (Wagtail's own template tags do both).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.images.models import AbstractImage, AbstractRendition

from portal.models import PortalRendition

WIDTHS = (320, 640, 960, 1280)
FORMATS = {"avif": "image/avif", "webp": "image/webp"}
# For what reads neither format, and as the size that a page names first.
FALLBACK = "width-960|bgcolor-fff|format-jpeg"


@dataclass(frozen=True, slots=True)
class PictureSource:
    """A format of a picture, in its sizes."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What `<picture>` says: sources by format, and the image for all others. Numbers are text: no thousands apart."""

    url: str
    width: str
    height: str
    alt: str = ""
    sizes: str = "100vw"
    sources: tuple[PictureSource, ...] = ()


def specs_for(width: int) -> tuple[str, ...]:
    """Return the filters of a picture that is `width` wide: no size is made twice, none is enlarged."""
    smaller = [step for step in WIDTHS if step < width]
    steps = WIDTHS[: len(smaller) + 1]
    return (*(f"width-{step}|format-{name}" for name in FORMATS for step in steps), FALLBACK)


ALL_SPECS = specs_for(WIDTHS[-1] + 1)


def make_renditions(image: AbstractImage) -> None:
    """Make the sizes of a picture that are missing. Running it twice is harmless."""
    image.get_renditions(*specs_for(image.width))


def picture_of(image: AbstractImage | None, sizes: str = "100vw") -> Picture | None:
    """Return a picture from the sizes that exist; None, for which the motif stands in, where there is none yet.

    One query; none where `prefetch_renditions()` has read all sizes of many pictures at once.
    """
    if image is None:
        return None
    known = getattr(image, "prefetched_renditions", None)
    return _picture(image, image.renditions.all() if known is None else known, sizes)


def pictures_of(images: Iterable[AbstractImage], sizes: str = "100vw") -> dict[int, Picture]:
    """Return the pictures of many images by their id, in one query; an image without sizes is not there."""
    by_id = {image.pk: image for image in images}
    found: dict[int, list[AbstractRendition]] = {}
    for row in PortalRendition.objects.filter(image__in=by_id) if by_id else ():
        found.setdefault(row.image_id, []).append(row)
    made = {pk: _picture(by_id[pk], rows, sizes) for pk, rows in found.items()}
    return {pk: picture for pk, picture in made.items() if picture is not None}


def _picture(image: AbstractImage, rows: Iterable[AbstractRendition], sizes: str) -> Picture | None:
    """Return what the sizes show: those of pages, else the largest that anything has made (the admin's, a card's)."""
    every = sorted(rows, key=lambda row: (row.width, row.pk))
    if not every:
        return None
    found = {row.filter_spec: row for row in every if row.filter_spec in ALL_SPECS}
    sources = []
    for name, media_type in FORMATS.items():
        by_width = {row.width: row.url for spec, row in found.items() if spec.endswith(name)}
        if by_width:
            srcset = ", ".join(f"{url} {width}w" for width, url in by_width.items())
            sources.append(PictureSource(media_type, srcset))
    shown = found.get(FALLBACK) or every[-1]
    return Picture(
        url=shown.url,
        width=str(shown.width),
        height=str(shown.height),
        alt=image.description,
        sizes=sizes,
        sources=tuple(sources),
    )

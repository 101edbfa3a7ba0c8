"""Sizes and formats of pictures: made when a picture is uploaded or changed, only looked up when a page is read.

No reader ever waits for a picture to be resized, and no GET writes (Wagtail's own template tags do both).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.images.models import AbstractImage, AbstractRendition, Filter

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

    One query, or none where `portal.renditions.pictures_of` or `prefetch_renditions` has read them.
    """
    if image is None:
        return None
    existing = image.find_existing_renditions(*(Filter(spec=spec) for spec in ALL_SPECS))
    return _picture({known.spec: found for known, found in existing.items()}, image, sizes) or _largest(image, sizes)


def pictures_of(images: Iterable[AbstractImage], sizes: str = "100vw") -> dict[int, Picture]:
    """Return the pictures of many images by their id, in one query; an image without sizes is not there."""
    by_id = {image.pk: image for image in images}
    found: dict[int, dict[str, AbstractRendition]] = {}
    if by_id:
        rows = PortalRendition.objects.filter(image__in=by_id, filter_spec__in=ALL_SPECS).order_by("pk")
        for row in rows:
            image = by_id[row.image_id]
            if row.focal_point_key == Filter(spec=row.filter_spec).get_cache_key(image):
                found.setdefault(image.pk, {})[row.filter_spec] = row
    made = {pk: _picture(sizes_of, by_id[pk], sizes) for pk, sizes_of in found.items()}
    return {pk: picture for pk, picture in made.items() if picture is not None}


def _picture(found: dict[str, AbstractRendition], image: AbstractImage, sizes: str) -> Picture | None:
    sources = []
    for name, media_type in FORMATS.items():
        by_width = {found[spec].width: found[spec].url for spec in ALL_SPECS if spec.endswith(name) and spec in found}
        if by_width:
            srcset = ", ".join(f"{url} {width}w" for width, url in sorted(by_width.items()))
            sources.append(PictureSource(media_type, srcset))
    shown = found.get(FALLBACK) or max(found.values(), key=lambda size: size.width, default=None)
    return None if shown is None else _of(shown, image, sizes, tuple(sources))


def _largest(image: AbstractImage, sizes: str) -> Picture | None:
    """Return the largest size of a picture that anything has made: the admin's, a card's."""
    shown = image.renditions.order_by("-width", "pk").first()
    return None if shown is None else _of(shown, image, sizes, ())


def _of(shown: AbstractRendition, image: AbstractImage, sizes: str, sources: tuple[PictureSource, ...]) -> Picture:
    return Picture(
        url=shown.url,
        width=str(shown.width),
        height=str(shown.height),
        alt=image.description,
        sizes=sizes,
        sources=sources,
    )

"""Pictures in the sizes and formats of a body: made when a page is published, only looked up when it is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import AbstractImage, Filter

from portal.fields import StreamField

WIDTHS = (640, 1280)
FORMATS = {"avif": "image/avif", "webp": "image/webp"}
FILTERS = tuple(f"width-{width}|format-{name}" for name in FORMATS for width in WIDTHS)


@dataclass(frozen=True)
class PictureSource:
    """A format of a picture, in its sizes."""

    type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    """What an img and its sources say."""

    url: str
    width: int
    height: int
    sources: tuple[PictureSource, ...]


class PictureChooserBlock(ImageChooserBlock):
    """Chooses a picture; all those of a body and their sizes come by two queries."""

    def bulk_to_python(self, values: list[int | None]) -> list[AbstractImage | None]:
        wanted = {value for value in values if value is not None}
        images = self.model_class.objects.prefetch_renditions(*FILTERS).in_bulk(wanted) if wanted else {}
        return [None if value is None else images.get(value) for value in values]


def picture_of(image: AbstractImage | None) -> Picture | None:
    """Return a picture from the sizes that exist; the file itself where none was made, as in a preview."""
    if image is None:
        return None
    existing = image.find_existing_renditions(*(Filter(spec=spec) for spec in FILTERS))
    found = {known.spec: size for known, size in existing.items()}
    sources = []
    for name, media_type in FORMATS.items():
        sizes = [found[spec] for spec in FILTERS if spec.endswith(f"-{name}") and spec in found]
        # A small picture is not enlarged: its sizes are then the same, told once.
        widths = {size.width: size.url for size in sizes}
        if widths:
            sources.append(PictureSource(media_type, ", ".join(f"{url} {width}w" for width, url in widths.items())))
    shown = found.get(FILTERS[-1])
    if shown is None:
        return Picture(image.file.url, image.width, image.height, tuple(sources))
    return Picture(shown.url, shown.width, shown.height, tuple(sources))


def _images_in(value: Any) -> Iterator[AbstractImage]:
    if isinstance(value, AbstractImage):
        yield value
    elif isinstance(value, StreamValue):
        for child in value:
            yield from _images_in(child.value)
    elif isinstance(value, ListValue):
        for inner in value:
            yield from _images_in(inner)
    elif isinstance(value, blocks.StructValue):
        for inner in value.values():
            yield from _images_in(inner)


def make_pictures(page: Any) -> None:
    """Make the missing sizes of all pictures in a page's bodies, so that no reader ever waits for one."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for image in _images_in(getattr(page, field.name)):
                image.get_renditions(*FILTERS)

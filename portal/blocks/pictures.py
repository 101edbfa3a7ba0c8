"""Pictures of a body: found with their sizes when it is read, their sizes made when it is published."""

from collections.abc import Iterator
from typing import Any

from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import AbstractImage

from portal.fields import StreamField
from portal.renditions import make_renditions


class PictureChooserBlock(ImageChooserBlock):
    """Chooses a picture; all those of a body and their sizes come by two queries."""

    def bulk_to_python(self, values: list[int | None]) -> list[AbstractImage | None]:
        wanted = {value for value in values if value is not None}
        images = self.model_class.objects.prefetch_renditions().in_bulk(wanted) if wanted else {}
        return [None if value is None else images.get(value) for value in values]


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
                make_renditions(image)

"""Pictures in templates: looked up, never made."""

from typing import Any

from django import template

from portal import renditions

register = template.Library()


@register.simple_tag
def picture_of(image: Any, sizes: str = "100vw") -> renditions.Picture | None:
    """Return the picture that components/picture.html shows, at the `sizes` of the layout."""
    return renditions.picture_of(image, sizes)

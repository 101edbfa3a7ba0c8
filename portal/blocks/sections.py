"""What blocks with a title share: their place in the outline of the page, and how they refuse a value."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

TITLE_LEVEL = 2


def refuse(errors: Mapping[str, Any]) -> None:
    """Raise the messages of a struct block, each at the field that it names; nothing when there is none."""
    if errors:
        raise StructBlockValidationError(
            block_errors={name: ValidationError(message, code="invalid") for name, message in errors.items()}
        )


class SectionBlock(blocks.StructBlock):
    """A block whose title, if it has one, is a heading at `title_level`, and whose items are one level below."""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        level = context.get("title_level") or TITLE_LEVEL
        context["title_level"] = level
        context["item_level"] = min(level + 1, 6) if value.get("title") else level
        return context

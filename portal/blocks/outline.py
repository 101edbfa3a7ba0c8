"""Headings of a body: each has an address of its own on the page, whatever the number of bodies there."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from portal.blocks import samples
from portal.blocks.sections import TITLE_LEVEL

# Anchors share the page with ids of templates: the prefix keeps “Contenu” from being the id of the main part.
PREFIX = "partie-"
LONGEST = 60
HIGHEST = 2


class HeadingValue(blocks.StructValue):
    """A heading and its anchor."""

    marked: str = ""

    @property
    def anchor(self) -> str:
        return self.marked or self.wished_anchor

    @property
    def wished_anchor(self) -> str:
        words = str(self.get("text") or "").replace("’", " ")
        return PREFIX + (slugify(words)[:LONGEST].strip("-") or "titre")


class HeadingBlock(blocks.StructBlock):
    """A title inside a text."""

    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[(2, _("Part")), (3, _("Section")), (4, _("Subsection"))],
        default=2,
        search_index=False,
        help_text=_("Levels follow each other: a section stands in a part, a subsection in a section."),
    )
    text = blocks.CharBlock(label=_("Title"), max_length=120)

    class Meta:
        label = _("Heading")
        icon = "title"
        group = _("Text")
        template = "portal/blocks/heading.html"
        value_class = HeadingValue
        label_format = "{text}"
        preview_value = samples.HEADING
        description = _("A title inside the text; it can be linked to.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["shown_level"] = shown_level(value, context.get("base_level") or TITLE_LEVEL)
        return context


@dataclass(frozen=True)
class OutlineItem:
    """A heading, as a table of contents shows it."""

    label: str
    url: str
    level: int


def heading_level(value: Any) -> int:
    """Return the level that the editor chose; anything else than 2 to 4 counts as 2."""
    level = str(value.get("level"))
    return int(level) if level in {"2", "3", "4"} else HIGHEST


def shown_level(value: Any, base_level: int) -> int:
    """Return the level on the page: a body that stands below a title of its own begins lower."""
    return min(heading_level(value) + base_level - TITLE_LEVEL, 6)


def mark_headings(stream: Any, request: Any) -> None:
    """Give each heading of a body an anchor that no other heading of this answer has."""
    taken: set[str] = set() if request is None else request.__dict__.setdefault("taken_anchors", set())
    for child in stream:
        if child.block_type != "heading" or child.value.marked:
            continue
        wished = child.value.wished_anchor
        anchor, number = wished, 1
        while anchor in taken:
            number += 1
            anchor = f"{wished}-{number}"
        taken.add(anchor)
        child.value.marked = anchor


def outline_of(stream: Any, request: Any = None, lowest: int = HIGHEST) -> list[OutlineItem]:
    """Return the headings of a body down to a level, for a table of contents."""
    mark_headings(stream, request)
    headings = [child.value for child in stream if child.block_type == "heading"]
    return [
        OutlineItem(label=str(value["text"]), url=f"#{value.anchor}", level=heading_level(value))
        for value in headings
        if heading_level(value) <= lowest
    ]

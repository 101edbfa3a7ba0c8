"""The stream of blocks that every body is made of."""

from collections.abc import Iterator
from typing import Any

from django.utils.safestring import SafeString

from wagtail import blocks

from portal.blocks.files import DocumentsBlock, EmbedBlock, ImageBlock
from portal.blocks.links import find_addresses, links_in
from portal.blocks.outline import HeadingBlock, mark_headings, shown_level
from portal.blocks.prose import explain_terms, find_links_together
from portal.blocks.reading import reading_of
from portal.blocks.sections import TITLE_LEVEL
from portal.blocks.sets import (
    AccordionBlock,
    CardsBlock,
    DefinitionsBlock,
    FiguresBlock,
    StepsBlock,
    TimelineBlock,
)
from portal.blocks.tables import TableBlock
from portal.blocks.words import CalloutBlock, ItemsBlock, ParagraphBlock, QuoteBlock, TestimonyBlock


class BodyStreamBlock(blocks.StreamBlock):
    """Blocks that any page's body may hold.

    A template shows a body by `{% include_block page.body %}`; `with base_level=3` where it stands below an h2.
    """

    paragraph = ParagraphBlock()
    list = ItemsBlock()
    heading = HeadingBlock()
    quote = QuoteBlock()
    testimony = TestimonyBlock()
    callout = CalloutBlock()
    figures = FiguresBlock()
    cards = CardsBlock()
    steps = StepsBlock()
    definitions = DefinitionsBlock()
    table = TableBlock()
    accordion = AccordionBlock()
    timeline = TimelineBlock()
    image = ImageBlock()
    embed = EmbedBlock()
    documents = DocumentsBlock()

    class Meta:
        template = "portal/blocks/body.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        mark_headings(value, context.get("request"))
        find_links_together(child.value for child in value)
        explain_terms((child.value for child in value), context)
        # Asked together, the links of all blocks take one query; each block then finds its own known.
        find_addresses((link for child in value for link in links_in(child.value)), reading_of(context))
        # A block that has nothing to show (a feed without entries) leaves no trace, not even a space.
        context["parts"] = [(kind, html) for kind, html in self._parts(value, context) if html.strip()]
        return context

    def _parts(self, value: Any, context: dict[str, Any]) -> Iterator[tuple[str, SafeString]]:
        """Yield each block's type and HTML; titles of blocks stand one level below the last heading."""
        base = context.get("base_level") or TITLE_LEVEL
        level = base
        for child in value:
            if child.block_type == "heading":
                level = min(shown_level(child.value, base) + 1, 6)
            yield child.block_type, child.render({**context, "base_level": base, "title_level": level})

"""Blocks of the composed pages: a body's, and those that show what the whole portal holds."""

from typing import Any

from coalitions.proofs.gate import Typed, sure_enough
from coalitions.sections import day_of
from portal.blocks import BodyStreamBlock
from portal.blocks.reading import reading_of
from portal.blocks.sets import FiguresBlock
from search.blocks import CoalitionsBlock, FeedBlock


class SureFiguresBlock(FiguresBlock):
    """Figures that the home page only shows while they have a source and nobody has to review them."""

    def shown(self, value: Any, context: dict[str, Any]) -> list[Any]:
        items = super().shown(value, context)
        reading = reading_of(context)
        if reading is None or not getattr(context.get("page"), "is_house", False):
            return items
        typed = [
            Typed(
                value=item["value"],
                unit=item.get("unit") or "",
                label=item["label"],
                source=item.get("source") or value.get("note") or "",
                review_on=item.get("review_on"),
            )
            for item in items
        ]
        sure = sure_enough(typed, day_of(reading.at))
        return [item for item, is_sure in zip(items, sure, strict=True) if is_sure]


class ComposedStreamBlock(BodyStreamBlock):
    """Blocks of the home page and of editorial pages."""

    figures = SureFiguresBlock()
    coalitions = CoalitionsBlock()
    feed = FeedBlock()

"""Blocks of the composed pages: a body's, and those that show what the whole portal holds."""

from portal.blocks import BodyStreamBlock
from search.blocks import CoalitionsBlock, FeedBlock


class ComposedStreamBlock(BodyStreamBlock):
    """Blocks of the home page and of editorial pages."""

    coalitions = CoalitionsBlock()
    feed = FeedBlock()

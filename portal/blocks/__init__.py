"""Blocks of the pages' bodies."""

from portal.blocks.body import BodyStreamBlock

__all__ = ["BodyStreamBlock"]

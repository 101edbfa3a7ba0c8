"""Models of the home page and the editorial pages."""

from home.models.pages import GlossaryEntry, HomePage, StandardPage

__all__ = ["GlossaryEntry", "HomePage", "StandardPage"]

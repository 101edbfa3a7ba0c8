"""What the house adds to Wagtail's administration."""

from home import viewsets  # noqa: F401 - imported for the snippets it registers

"""What search adds to Wagtail's administration."""

from search import viewsets  # noqa: F401 - imported for the snippet it registers

"""Lists that an editor types one entry a line."""

from django.db import models


def lines_of(text: str) -> list[str]:
    """Return the lines of `text` that hold something, trimmed."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class LinesField(models.TextField):
    """A text whose lines are the entries of a list."""

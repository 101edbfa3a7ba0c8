"""How long a page's text takes to read, for templates."""

from typing import Any

from django import template

from resources.moments import reading_minutes
from search.text import text_of

register = template.Library()

# Below two minutes, to say how long it takes takes longer.
SHORTEST = 2


@register.simple_tag
def minutes_to_read(page: Any, *field_names: str) -> int:
    """Return the minutes that a long text takes, at 200 words a minute (`reading_minutes`); 0 for a short one."""
    minutes = reading_minutes(text_of(page, *field_names))
    return minutes if minutes >= SHORTEST else 0

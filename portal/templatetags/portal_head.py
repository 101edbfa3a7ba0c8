"""The head of a page, collected once."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from portal.head import Head, head_of

register = template.Library()


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> Head:
    """Return what the head tells machines about the page that is shown."""
    values: dict[str, Any] = context.flatten()  # type: ignore[assignment]  # its keys are names
    return head_of(values)


@register.filter
def as_data(facts: str) -> SafeString:
    """Let facts stand in their script element: `portal.head.as_script` has escaped what could leave it."""
    return SafeString(facts)

"""Whether this reader asked for the easy words first, in any template: also one that is included with `only`."""

from django import template
from django.template import Context

from portal.easy import is_easy

register = template.Library()


@register.simple_tag(takes_context=True)
def easy_reading(context: Context) -> bool:
    """Return the choice of the reader of this page."""
    return is_easy(getattr(context, "request", None) or context.get("request"))

"""Where a page's proofs are, for templates."""

from django import template

from coalitions.proofs.addresses import Subject, address_of_proofs

register = template.Library()


@register.simple_tag
def proofs_url(page: Subject) -> str:
    """Return the address of the proofs of a coalition or a project."""
    return address_of_proofs(page)

"""What resources add to Wagtail's administration."""

from wagtail.snippets.models import register_snippet

from resources.viewsets import ResourceGroup

register_snippet(ResourceGroup)

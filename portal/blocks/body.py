"""The stream of blocks that every body is made of."""

from django.utils.translation import gettext_lazy as _

from wagtail import blocks


class BodyStreamBlock(blocks.StreamBlock):
    """Blocks that any page's body may hold."""

    paragraph = blocks.RichTextBlock(label=_("text"), features=["bold", "italic", "link", "document-link"])

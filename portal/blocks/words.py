"""Blocks of running text: paragraph, list, quotation, testimony, call-out."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from portal.blocks import samples
from portal.blocks.prose import FLOWING, ProseBlock
from portal.blocks.sections import SectionBlock


class ParagraphBlock(ProseBlock):
    """Text."""

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        group = _("Text")
        template = "portal/blocks/paragraph.html"
        preview_value = samples.PARAGRAPH
        description = _("Paragraphs, with links and short lists.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("features", FLOWING)
        super().__init__(*args, **kwargs)


class ItemsBlock(blocks.StructBlock):
    """A list, with bullets or numbers."""

    ordered = blocks.BooleanBlock(
        label=_("Numbered"), required=False, help_text=_("Tick it when the order of the items matters.")
    )
    items = blocks.ListBlock(blocks.CharBlock(label=_("Item"), max_length=500), label=_("Items"), min_num=1)

    class Meta:
        label = _("List")
        icon = "list-ul"
        group = _("Text")
        template = "portal/blocks/list.html"
        preview_value = samples.LIST
        description = _("Short items, one below the other.")


class QuoteBlock(blocks.StructBlock):
    """Words taken from a text."""

    text = blocks.TextBlock(
        label=_("Quotation"), rows=3, max_length=600, help_text=_("Without quotation marks: the page adds them.")
    )
    source = blocks.CharBlock(
        label=_("Source"), max_length=200, help_text=_("Who wrote or said it: an organisation, a book, a role.")
    )

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        group = _("Text")
        template = "portal/blocks/quote.html"
        preview_value = samples.QUOTE
        label_format = "{text}"
        description = _("Words from a text, with their source.")


class TestimonyBlock(blocks.StructBlock):
    """Words of a person, known by a role only."""

    text = blocks.TextBlock(
        label=_("What was said"), rows=3, max_length=600, help_text=_("Without quotation marks: the page adds them.")
    )
    role = blocks.CharBlock(
        label=_("Role"),
        max_length=120,
        help_text=_("A role, never a name: “a carer in Lille”, “a volunteer driver”."),
    )

    class Meta:
        label = _("Testimony")
        icon = "user"
        group = _("Text")
        template = "portal/blocks/testimony.html"
        preview_value = samples.TESTIMONY
        label_format = "{role}"
        description = _("What a person says, named by a role.")


class CalloutBlock(SectionBlock):
    """A word that stands out of the text."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    text = ProseBlock(label=_("Text"), max_length=800)
    tone = blocks.ChoiceBlock(
        label=_("Tone"),
        choices=[
            ("info", _("Information")),
            ("tip", _("Advice")),
            ("example", _("Example")),
            ("warning", _("Warning")),
        ],
        default="info",
        search_index=False,
    )

    class Meta:
        label = _("Call-out")
        icon = "info-circle"
        group = _("Text")
        template = "portal/blocks/callout.html"
        preview_value = samples.CALLOUT
        label_format = "{title}"
        description = _("A piece of advice, an example or a warning, apart from the text.")

"""Blocks of pictures, films and documents."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.validators import RegexValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock

from portal.blocks import samples
from portal.blocks.pictures import PictureChooserBlock
from portal.blocks.sections import refuse
from portal.renditions import Picture, picture_of

# Names that people know; any other service is called by its host.
SERVICES = {
    "dai.ly": "Dailymotion",
    "dailymotion.com": "Dailymotion",
    "vimeo.com": "Vimeo",
    "youtu.be": "YouTube",
    "youtube.com": "YouTube",
    "youtube-nocookie.com": "YouTube",
}
is_secure_address = URLValidator(
    schemes=["https"], message=_("Write the address of the film, beginning with “https://”."), code="https"
)
is_duration = RegexValidator(
    r"^(\d{1,2}:)?[0-5]?\d:[0-5]\d\Z", _("Write minutes and seconds: “4:32”."), code="duration"
)


class ImageValue(blocks.StructValue):
    """A picture with its words."""

    @property
    def alt(self) -> str:
        """The words for who cannot see it: those of this place, else those of the library."""
        if self.get("decorative"):
            return ""
        return str(self.get("alt_text") or getattr(self.get("image"), "description", "") or "")

    @property
    def credit_words(self) -> str:
        return str(self.get("credit") or getattr(self.get("image"), "credit", "") or "")

    @property
    def picture(self) -> Picture | None:
        return picture_of(self.get("image"))


class ImageBlock(blocks.StructBlock):
    """A picture that says something, or is told to be decoration."""

    image = PictureChooserBlock(label=_("Picture"))
    alt_text = blocks.CharBlock(
        label=_("Description"),
        required=False,
        max_length=250,
        help_text=_("What a person who cannot see it needs to know; else the description of the library is read."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Decoration only"),
        required=False,
        help_text=_("Tick it when nothing is lost without the picture."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)
    credit = blocks.CharBlock(
        label=_("Credit"), required=False, max_length=160, help_text=_("Left empty, the credit of the library is used.")
    )

    class Meta:
        label = _("Picture")
        icon = "image"
        group = _("Pictures and files")
        template = "portal/blocks/image.html"
        value_class = ImageValue
        preview_value = samples.IMAGE
        label_format = "{caption}"
        description = _("A picture with its description, its caption and its credit.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["decorative"] and cleaned["alt_text"]:
            refuse({"decorative": _("A picture with a description is no decoration: untick this, or empty it.")})
        if not self.is_deferred_validation and not cleaned["decorative"] and not cleaned.alt:
            refuse({"alt_text": _("Describe the picture, or say that it is decoration.")})
        return cleaned


class EmbedValue(blocks.StructValue):
    """A film on another service."""

    @property
    def service(self) -> str:
        host = (urlsplit(str(self.get("url") or "")).hostname or "").lower()
        for prefix in ("www.", "m.", "player."):
            host = host.removeprefix(prefix)
        return SERVICES.get(host, host)

    @property
    def seconds(self) -> int:
        seconds = 0
        for part in re.findall(r"\d+", str(self.get("duration") or "")):
            seconds = seconds * 60 + int(part)
        return seconds

    @property
    def picture(self) -> Picture | None:
        return picture_of(self.get("image"))


class EmbedBlock(blocks.StructBlock):
    """A door to a film on another service, which the page asks for nothing: it has its own picture and a link."""

    title = blocks.CharBlock(label=_("Title of the film"), max_length=160)
    url = blocks.CharBlock(
        label=_("Address"),
        max_length=500,
        search_index=False,
        validators=[is_secure_address],
        help_text=_("The page of the film on its service. Nothing is asked of it before the reader goes there."),
    )
    image = PictureChooserBlock(
        label=_("Picture"), required=False, help_text=_("Without a picture, the motif of circles is drawn.")
    )
    duration = blocks.CharBlock(
        label=_("Length"),
        required=False,
        search_index=False,
        validators=[is_duration],
        help_text=_("Minutes and seconds: “4:32”."),
    )

    class Meta:
        label = _("Film elsewhere")
        icon = "media"
        group = _("Pictures and files")
        template = "portal/blocks/embed.html"
        value_class = EmbedValue
        preview_value = samples.EMBED
        label_format = "{title}"
        description = _("A film on another service: a picture and a link, nothing loaded from there.")


class DocumentItemValue(blocks.StructValue):
    """A document and how it is called here."""

    @property
    def name(self) -> str:
        return str(self.get("label") or self["document"].title)

    @property
    def kind(self) -> str:
        return str(self["document"].file_extension).upper()


class DocumentItemBlock(blocks.StructBlock):
    """A document to download."""

    document = DocumentChooserBlock(label=_("Document"))
    label = blocks.CharBlock(
        label=_("Name"), required=False, max_length=160, help_text=_("Left empty, the title of the document is shown.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        value_class = DocumentItemValue
        label_format = "{label}"


class DocumentsBlock(blocks.StructBlock):
    """Documents to download, with their type and size."""

    items = blocks.ListBlock(DocumentItemBlock(), label=_("Documents"), min_num=1)

    class Meta:
        label = _("Documents")
        icon = "doc-full"
        group = _("Pictures and files")
        template = "portal/blocks/documents.html"
        description = _("Documents to download, with their type and size.")

    def get_preview_value(self) -> Any:
        return self.normalize(samples.documents(get_document_model()))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["documents"] = [item for item in value["items"] if item.get("document")]
        return context

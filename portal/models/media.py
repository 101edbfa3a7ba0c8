"""Pictures, documents and films, with the words that make them accessible and the rights that allow them."""

from wagtailmedia.models import AbstractMedia

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class PortalImage(AbstractImage):
    """A picture with its credit; `description` is what a person who cannot see it reads."""

    credit = models.CharField(_("credit"), max_length=160, blank=True, help_text=_("Author and licence."))

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class PortalRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("rendition")
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter")
        ]


class PortalDocument(AbstractDocument):
    """A document to download."""

    credit = models.CharField(_("credit"), max_length=160, blank=True, help_text=_("Author and licence."))

    admin_form_fields = (*Document.admin_form_fields, "credit")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class PortalMedia(AbstractMedia):
    """A film or a sound, self-hosted."""

    credit = models.CharField(_("credit"), max_length=160, blank=True, help_text=_("Author and licence."))

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "duration",
        "width",
        "height",
        "thumbnail",
        "tags",
        "credit",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("film or sound")
        verbose_name_plural = _("films and sounds")

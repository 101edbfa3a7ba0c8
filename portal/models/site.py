"""What the whole site shows: contacts, links, footer and menus."""

from typing import Any

from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable, Page

from portal.editing import check_at, check_phone


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting, ClusterableModel):
    """Contacts, social links and the words of the footer."""

    tagline = models.CharField(_("tagline"), max_length=120, blank=True)
    contact_name = models.CharField(_("whom to write to"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True)
    contact_text = models.TextField(
        _("how we answer"), blank=True, help_text=_("Who answers, and how soon: shown at the foot of every page.")
    )
    footer_text = models.TextField(_("words of the footer"), blank=True)

    panels = [
        FieldPanel("tagline", help_text=_("A few words below the name.")),
        MultiFieldPanel(
            [
                FieldPanel("contact_name", help_text=_("A team: shown at the foot of every page.")),
                FieldPanel("contact_email"),
                FieldPanel("contact_phone"),
                FieldPanel("contact_text"),
            ],
            heading=_("Contact"),
        ),
        FieldPanel("footer_text"),
        InlinePanel("social_links", heading=_("Social links"), label=_("link")),
    ]

    class Meta:
        verbose_name = _("site settings")

    def clean(self) -> None:
        super().clean()
        check_at("contact_phone", check_phone, self.contact_phone)


class SocialLink(Orderable):
    """A link to the portal's account on another site."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="social_links")
    label = models.CharField(_("name"), max_length=60)
    url = models.URLField(_("address"))

    panels = [FieldPanel("label"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = _("social link")

    def __str__(self) -> str:
        return self.label


class Menu(ClusterableModel):
    """A menu of the site, kept by editors."""

    MAIN = "main"
    FOOTER = "footer"

    place = models.CharField(
        _("place"), max_length=10, unique=True, choices=[(MAIN, _("at the top")), (FOOTER, _("at the foot"))]
    )

    panels = [FieldPanel("place"), InlinePanel("items", heading=_("Entries"), label=_("entry"))]

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")

    def __str__(self) -> str:
        return self.get_place_display()


class MenuItem(Orderable):
    """One entry of a menu: a page, or an address of this site."""

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="items")
    label = models.CharField(_("label"), max_length=40, blank=True, help_text=_("Empty: the page's title."))
    page = models.ForeignKey(
        Page, verbose_name=_("page"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    path = models.CharField(
        _("or an address of this site"), max_length=200, blank=True, help_text=_("For example /recherche/.")
    )

    panels = [FieldPanel("label"), FieldPanel("page"), FieldPanel("path")]

    class Meta(Orderable.Meta):
        verbose_name = _("menu entry")
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(page__isnull=False) & models.Q(path=""))
                | (models.Q(page__isnull=True) & models.Q(path__startswith="/") & ~models.Q(label="")),
                name="a_menu_entry_is_a_page_or_a_labelled_path",
            )
        ]

    def __str__(self) -> str:
        return self.label or str(self.page)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if bool(self.page_id) == bool(self.path):
            errors["page"] = _("Choose a page, or write an address: one of the two.")
        elif self.path and not self.path.startswith("/"):
            errors["path"] = _("An address of this site begins with a slash.")
        elif self.path and not self.label:
            errors["label"] = _("An address needs a label.")
        if errors:
            raise ValidationError(errors)

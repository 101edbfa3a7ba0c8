"""The organisations of the alliance, and their directory."""

from modelcluster.fields import ParentalManyToManyField

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from coalitions.enums import Completeness, OrganisationKind
from portal.blocks import BodyStreamBlock
from portal.fields import StreamField
from portal.models import BasePage, ClassifiedMixin, IndexPageMixin
from portal.text_lists import LinesField, lines_of


class MemberIndexPage(IndexPageMixin, BasePage):
    """The directory."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.summary_panels, FieldPanel("intro")]
    edit_handler = BasePage.tabs(content_panels)

    class Meta:
        verbose_name = _("directory")


class MemberPage(ClassifiedMixin, BasePage):
    """An organisation: member of the alliance, partner, or named beside it."""

    kind = models.CharField(_("kind"), max_length=24, choices=OrganisationKind.choices, default=OrganisationKind.MEMBER)
    legal_label = models.CharField(_("legal form"), max_length=120, blank=True)
    other_names = LinesField(_("other names"), blank=True, help_text=_("One a line: former names, acronyms."))
    presentation = StreamField(BodyStreamBlock(), verbose_name=_("presentation"), blank=True)
    competences = LinesField(_("competences"), blank=True, help_text=_("One a line."))
    completeness = models.CharField(
        _("state of the page"), max_length=10, choices=Completeness.choices, default=Completeness.COMPLETE
    )
    website = models.URLField(_("website"), blank=True)
    contact_name = models.CharField(_("whom to ask for"), max_length=120, blank=True, help_text=_("A role or a team."))
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True)
    contact_address = models.TextField(_("postal address"), blank=True)
    related_members = ParentalManyToManyField(
        "self", verbose_name=_("linked organisations"), blank=True, symmetrical=False, related_name="+"
    )

    content_panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("legal_label")]),
        FieldPanel("other_names"),
        *BasePage.summary_panels,
        FieldPanel("presentation"),
        FieldPanel("competences"),
        MultiFieldPanel(
            [
                FieldPanel("website"),
                FieldPanel("contact_name"),
                FieldPanel("contact_email"),
                FieldPanel("contact_phone"),
                FieldPanel("contact_address"),
            ],
            heading=_("Contacts"),
        ),
        InlinePanel("key_figures", heading=_("Key figures"), label=_("figure")),
        FieldPanel("related_members"),
        FieldPanel("completeness"),
    ]
    edit_handler = BasePage.tabs(content_panels, ClassifiedMixin.classification_panels)

    parent_page_types = ["coalitions.MemberIndexPage"]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    @property
    def is_member(self) -> bool:
        return self.kind == OrganisationKind.MEMBER

    @property
    def competence_list(self) -> list[str]:
        return lines_of(self.competences)

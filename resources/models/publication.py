"""What is read or used: kits, publications and articles; and the list of all resources."""

from typing import Any

from modelcluster.fields import ParentalManyToManyField

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from portal.blocks import BodyStreamBlock
from portal.enums import DatePrecision
from portal.fields import StreamField
from portal.models import BasePage, ClassifiedMixin, IndexPageMixin, PortalDocument
from portal.text_lists import LinesField, lines_of
from resources.enums import ArticleKind, PublicationKind
from resources.reading import article_context, document_context, list_context


class ResourceIndexPage(IndexPageMixin, BasePage):
    """The list of clips, kits, publications and articles."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.summary_panels, FieldPanel("intro")]
    edit_handler = BasePage.tabs(content_panels)

    class Meta:
        verbose_name = _("list of resources")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **list_context(self, request)}


class BaseDocumentPage(ClassifiedMixin, BasePage):
    """What a kit and a publication have in common."""

    description = StreamField(BodyStreamBlock(), verbose_name=_("description"), blank=True)
    key_points = LinesField(_("key points"), blank=True, help_text=_("One a line."))
    key_points_are_demo = models.BooleanField(_("the key points are invented examples"), default=False)
    organisations = ParentalManyToManyField(
        "coalitions.MemberPage", verbose_name=_("organisations"), blank=True, related_name="+"
    )
    coalition = models.ForeignKey(
        "coalitions.CoalitionPage",
        verbose_name=_("coalition"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    project = models.ForeignKey(
        "coalitions.ProjectPage",
        verbose_name=_("project"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    document = models.ForeignKey(
        PortalDocument, verbose_name=_("file"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    access = models.CharField(_("how to get it"), max_length=250, blank=True)
    is_idea = models.BooleanField(_("only an idea"), default=False, help_text=_("Not on offer yet; the page says so."))

    shared_panels = [
        *BasePage.summary_panels,
        FieldPanel("description"),
        FieldPanel("key_points"),
        FieldPanel("key_points_are_demo"),
        MultiFieldPanel(
            [FieldPanel("organisations"), FieldPanel("coalition"), FieldPanel("project")], heading=_("Who")
        ),
        MultiFieldPanel(
            [
                FieldPanel("document", help_text=_("The file that readers download.")),
                FieldPanel("access", help_text=_("For example “on request, by e-mail”.")),
                FieldPanel("is_idea"),
            ],
            heading=_("Access"),
        ),
        *BasePage.related_panels,
    ]

    class Meta:
        abstract = True

    @property
    def hue(self) -> str:
        return self.coalition.hue if self.coalition else self.default_hue

    @property
    def key_point_list(self) -> list[str]:
        return lines_of(self.key_points)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **document_context(self, request)}


class KitPage(BaseDocumentPage):
    """A kit: things ready to print, to use, to adapt."""

    edit_handler = BasePage.tabs(BaseDocumentPage.shared_panels, ClassifiedMixin.classification_panels)

    parent_page_types = ["resources.ResourceIndexPage", "coalitions.CoalitionPage", "coalitions.MemberPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("kit")
        verbose_name_plural = _("kits")


class PublicationPage(BaseDocumentPage):
    """A book, a guide, a charter, a tool sheet, a training course or a series."""

    kind = models.CharField(_("kind"), max_length=12, choices=PublicationKind.choices, default=PublicationKind.GUIDE)
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)

    content_panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("publisher")]), *BaseDocumentPage.shared_panels]
    edit_handler = BasePage.tabs(content_panels, ClassifiedMixin.classification_panels)

    parent_page_types = ["resources.ResourceIndexPage", "coalitions.CoalitionPage", "coalitions.MemberPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")


class ArticlePage(ClassifiedMixin, BasePage):
    """A story, a piece of news, a method or lessons learnt. `told_on` is the time of what is told."""

    kind = models.CharField(_("kind"), max_length=20, choices=ArticleKind.choices, default=ArticleKind.STORY)
    told_on = models.DateField(_("time of what is told"), null=True, blank=True)
    date_precision = models.CharField(
        _("precision of the date"), max_length=8, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    date_label = models.CharField(_("date in words"), max_length=120, blank=True)
    date_is_approximate = models.BooleanField(_("approximate date"), default=False)
    body = StreamField(BodyStreamBlock(), verbose_name=_("text"), blank=True)
    organisations = ParentalManyToManyField(
        "coalitions.MemberPage", verbose_name=_("organisations"), blank=True, related_name="+"
    )
    coalitions = ParentalManyToManyField(
        "coalitions.CoalitionPage", verbose_name=_("coalitions"), blank=True, related_name="+"
    )

    content_panels = [
        FieldPanel("kind"),
        *BasePage.summary_panels,
        MultiFieldPanel(
            [
                FieldPanel("told_on", help_text=_("The day, or the first day of what is known.")),
                FieldRowPanel([FieldPanel("date_precision"), FieldPanel("date_is_approximate")]),
                FieldPanel("date_label", help_text=_("For a date that is not known to the day.")),
            ],
            heading=_("When"),
        ),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("organisations"), FieldPanel("coalitions")], heading=_("Who")),
        *BasePage.related_panels,
    ]
    edit_handler = BasePage.tabs(content_panels, ClassifiedMixin.classification_panels)

    parent_page_types = ["resources.ResourceIndexPage", "coalitions.CoalitionPage", "coalitions.MemberPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def hue(self) -> str:
        """The colour of the first coalition of which the article tells."""
        return next((str(one.hue) for one in self.coalitions.all()), self.default_hue)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **article_context(self, request)}

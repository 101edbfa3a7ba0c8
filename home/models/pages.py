"""The home page and the editorial pages."""

from typing import Any

from modelcluster.fields import ParentalKey

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from home.blocks import ComposedStreamBlock
from home.reading import home_context, page_context
from portal.enums import PageKind
from portal.fields import StreamField
from portal.models import BasePage
from portal.text_lists import LinesField, lines_of

FIRST_TRIES = "répit pour un aidant\nlogement trop froid\nbouger à la maison"


class HomePage(BasePage):
    """The house's door: what one looks for, who is here, what is open, what is next."""

    is_house = True

    lead = models.CharField(_("lead"), max_length=200, help_text=_("The large sentence at the top."))
    intro = models.TextField(_("introduction"), blank=True)
    search_placeholder = models.CharField(_("example in the search box"), max_length=120, blank=True)
    search_tries = LinesField(
        _("searches to try"),
        blank=True,
        default=FIRST_TRIES,
        help_text=_("Shown below the search box, one a line: a few words that find something."),
    )
    body = StreamField(ComposedStreamBlock(), verbose_name=_("sections"), blank=True)

    content_panels = [
        FieldPanel("lead"),
        FieldPanel("intro"),
        FieldPanel("search_placeholder", help_text=_("For example “help for a carer near me”.")),
        FieldPanel("search_tries"),
        *BasePage.summary_panels,
        FieldPanel("body"),
    ]
    edit_handler = BasePage.tabs(content_panels)

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.StandardPage",
        "coalitions.CoalitionIndexPage",
        "coalitions.MemberIndexPage",
        "events.EventIndexPage",
        "resources.ResourceIndexPage",
        "calls.CallIndexPage",
    ]

    class Meta:
        verbose_name = _("home page")

    @property
    def tries(self) -> list[str]:
        return lines_of(self.search_tries)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **home_context(self, request)}


class StandardPage(BasePage):
    """An editorial page: method, about, legal, accessibility, privacy, glossary."""

    kind = models.CharField(_("kind"), max_length=10, choices=PageKind.choices, default=PageKind.STANDARD)
    lead = models.CharField(_("lead"), max_length=250, blank=True)
    intro = models.TextField(_("introduction"), blank=True)
    body = StreamField(ComposedStreamBlock(), verbose_name=_("body"), blank=True)
    is_skeleton = models.BooleanField(
        _("to be completed"),
        default=False,
        help_text=_("The text in square brackets must be completed before going public; the page says so."),
    )

    content_panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("is_skeleton")]),
        FieldPanel("lead", help_text=_("One sentence, in large type.")),
        FieldPanel("intro"),
        *BasePage.summary_panels,
        FieldPanel("body"),
        InlinePanel("glossary_entries", heading=_("Terms of the glossary"), label=_("term")),
        *BasePage.related_panels,
    ]
    edit_handler = BasePage.tabs(content_panels)

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("editorial page")
        verbose_name_plural = _("editorial pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **page_context(self, request)}


class GlossaryEntry(Orderable):
    """A term and what it means, in plain words."""

    page = ParentalKey(StandardPage, on_delete=models.CASCADE, related_name="glossary_entries")
    slug = models.SlugField(_("address"), max_length=80)
    term = models.CharField(_("term"), max_length=120)
    definition = models.TextField(_("definition"))

    panels = [FieldRowPanel([FieldPanel("term"), FieldPanel("slug")]), FieldPanel("definition")]

    class Meta(Orderable.Meta):
        verbose_name = _("term of the glossary")
        constraints = [models.UniqueConstraint(fields=["page", "slug"], name="one_glossary_entry_per_address")]

    def __str__(self) -> str:
        return self.term

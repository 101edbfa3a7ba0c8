"""What every page of the portal has, whatever its type."""

from typing import Any

from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase, TagBase

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Orderable, Page, PageViewRestriction, get_page_models
from wagtail.search import index

from portal.editing import PageForm
from portal.enums import Hue
from portal.models.media import PortalImage
from portal.models.taxonomy import Territory, Theme
from portal.picture_hues import hue_of
from portal.querysets import VisiblePageManager


class PortalTag(TagBase):
    """A free label; themes are the chosen vocabulary, tags are everybody's."""

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")


class PageTag(ItemBase):
    """A tag on a page of any type."""

    tag = models.ForeignKey(PortalTag, on_delete=models.CASCADE, related_name="page_tags")
    content_object = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_tags")

    class Meta:
        verbose_name = _("page tag")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="a_page_has_a_tag_once")]


def validate_search_boost(value: float) -> None:
    """Raise ValidationError outside 0.1 to 10: beyond, one page would hide all others."""
    if not 0.1 <= value <= 10:
        raise ValidationError(_("Choose a value between 0.1 and 10."), code="out_of_range")


class BasePage(Page):
    """Summary, easy-to-read summary, place in search results, review date, and whether it is an invented example."""

    default_hue = Hue.FORET

    summary = models.TextField(
        _("summary"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences: shown on cards, in lists and in search results."),
    )
    falc_summary = models.TextField(
        _("easy-to-read summary"),
        blank=True,
        help_text=_("Three to five very short sentences, one a line. Have them read by people concerned."),
    )
    image = models.ForeignKey(
        PortalImage,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Without a picture, the motif of circles is drawn."),
    )
    tags = ClusterTaggableManager(through=PageTag, blank=True, verbose_name=_("tags"))
    search_boost = models.FloatField(
        _("weight in search"),
        default=1,
        validators=[validate_search_boost],
        help_text=_("1 for an ordinary page, more to raise it in results."),
    )
    reviewed_on = models.DateField(
        _("reviewed on"), null=True, blank=True, help_text=_("The last day somebody checked that this page is right.")
    )
    is_demo = models.BooleanField(
        _("invented example"),
        default=False,
        help_text=_("Shows the “example” label wherever this page appears."),
    )

    objects = VisiblePageManager()

    search_fields = [*Page.search_fields, index.SearchField("summary"), index.FilterField("is_demo")]

    summary_panels = [FieldPanel("summary"), FieldPanel("image")]
    easy_panels = [FieldPanel("falc_summary")]
    settings_extra_panels = [
        MultiFieldPanel(
            [
                FieldPanel("search_boost"),
                FieldPanel("reviewed_on"),
                FieldPanel("is_demo"),
                FieldPanel("tags", help_text=_("Free words, when no theme says it.")),
            ],
            heading=_("Finding and reviewing"),
        )
    ]

    related_panels = [
        InlinePanel("related_pages", heading=_("See also"), label=_("page"), help_text=_("Chosen by hand, in order."))
    ]

    base_form_class = PageForm

    class Meta:
        abstract = True

    @property
    def falc_sentences(self) -> list[str]:
        return [line.strip() for line in self.falc_summary.splitlines() if line.strip()]

    @property
    def hue(self) -> str:
        """The CSS class that colours the page; a coalition's pages carry the coalition's."""
        return self.default_hue

    @cached_property
    def picture_hue(self) -> str:
        """The colour that readers see of the page, which may come from another page; empty where none is kept."""
        return hue_of(Page.objects.all(), self.pk)

    @property
    def disclaimer_text(self) -> str:
        """What every surface about this page must say; empty for most pages."""
        return ""

    @classmethod
    def tabs(cls, content: list[Any], promote: list[Any] | None = None) -> TabbedInterface:
        """Return the editor's tabs: content, easy to read, finding, publication."""
        return TabbedInterface(
            [
                ObjectList([*Page.content_panels, *content], heading=_("Content")),
                ObjectList(cls.easy_panels, heading=_("Easy to read")),
                ObjectList([*(promote or []), *cls.settings_extra_panels], heading=_("Find and review")),
                ObjectList(Page.promote_panels, heading=_("Address and engines")),
                ObjectList(Page.settings_panels, heading=_("Publication")),
            ]
        )

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Return the restrictions on the way up; none, without a query, when routing saw that there are none."""
        if getattr(self, "is_open_to_all", False):
            return PageViewRestriction.objects.none()
        restrictions: QuerySet[PageViewRestriction] = super().get_view_restrictions()
        return restrictions

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish in one transaction with all that follows from it: a page is never live without its search entry."""
        with transaction.atomic():
            return super().publish(*args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Unpublish in one transaction with all that follows from it."""
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)


class ClassifiedMixin(models.Model):
    """Themes and territories of a page."""

    themes = ParentalManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="+")
    territories = ParentalManyToManyField(Territory, verbose_name=_("territories"), blank=True, related_name="+")

    classification_panels = [
        MultiFieldPanel(
            [
                FieldPanel("themes", help_text=_("Two or three are enough; the first level alone if none fits.")),
                FieldPanel("territories", help_text=_("Where it happens: the narrowest place that is true.")),
            ],
            heading=_("Themes and territories"),
        )
    ]

    class Meta:
        abstract = True


class IndexPageMixin:
    """A list at the top of the site: one of each, held by the page that says it is the house (HomePage)."""

    max_count = 1
    is_house = False

    @classmethod
    def clean_parent_page_models(cls) -> list[type[Page]]:
        # The house lives in an upper room, so a list asks for it by what it is, not by its name.
        return [model for model in get_page_models() if getattr(model, "is_house", False)]


class RelatedPage(Orderable):
    """A page that an editor chose to show beside another; a reference without its target is kept, unshown."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="related_pages")
    target = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    reference = models.CharField(_("reference of the content"), max_length=200, blank=True, editable=False)
    reason = models.CharField(_("why"), max_length=200, blank=True)

    panels = [FieldPanel("target"), FieldPanel("reason")]

    class Meta(Orderable.Meta):
        verbose_name = _("related page")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(target__isnull=False) | ~models.Q(reference=""),
                name="a_related_page_has_a_target_or_a_reference",
            )
        ]

    def __str__(self) -> str:
        return str(self.target or self.reference)

    def clean(self) -> None:
        super().clean()
        # The editor's form has no reference, so Django leaves the constraint out when it validates the form.
        if self.target_id is None and not self.reference:
            raise ValidationError({"target": _("Choose a page.")}, code="required")

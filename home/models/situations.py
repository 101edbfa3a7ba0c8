"""What visitors live through, and what editors chose to help."""

from typing import Any

from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from home.models.chosen import ChosenPage, EditedSnippet, has_target_or_reference
from home.situations.asked import preview_context
from home.urgency import check_numbers, parts_of
from portal.editing import check_at
from portal.models import Theme


class Situation(EditedSnippet, index.Indexed, ClusterableModel):
    """An everyday situation of the page “Ma situation”: its words, its answer, and what helps."""

    question = models.CharField(
        _("situation"), max_length=160, help_text=_("In the visitor’s own words: “I am cold at home”.")
    )
    answer = models.TextField(_("answer"), help_text=_("40 to 80 words: what to do first, and that one is not alone."))
    themes = ParentalManyToManyField(
        Theme,
        verbose_name=_("themes"),
        blank=True,
        related_name="+",
        help_text=_("What is found near the visitor has one of these themes."),
    )

    search_fields = [index.SearchField("question"), index.AutocompleteField("question"), index.SearchField("answer")]

    panels = [
        FieldPanel("question"),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("order")]),
        FieldPanel("answer"),
        InlinePanel(
            "urgencies",
            heading=_("Numbers to call at once"),
            label=_("number"),
            help_text=_("Shown above everything else, on screen and on paper. Check them once a year."),
        ),
        FieldPanel("falc"),
        FieldPanel("themes"),
        InlinePanel(
            "picks",
            heading=_("What helps, chosen by hand"),
            label=_("page"),
            help_text=_("Five to nine pages, the most useful first. Those that are not published are not shown."),
        ),
    ]

    class Meta:
        verbose_name = _("situation")
        verbose_name_plural = _("situations")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.question

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "home/situations.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return preview_context(self, request)


class SituationUrgency(Orderable):
    """When to call at once, and which numbers."""

    situation = ParentalKey(Situation, on_delete=models.CASCADE, related_name="urgencies")
    text = models.CharField(
        _("when to call"), max_length=300, help_text=_("One sentence: “After a fall, if you cannot get up, call 15.”")
    )
    phones = models.CharField(
        _("numbers to call"), max_length=80, blank=True, help_text=_("With commas between them: 15, 112.")
    )
    messages = models.CharField(
        _("numbers to write to"),
        max_length=80,
        blank=True,
        help_text=_("For people who cannot hear or speak: 114."),
    )

    panels = [FieldPanel("text"), FieldRowPanel([FieldPanel("phones"), FieldPanel("messages")])]

    class Meta(Orderable.Meta):
        verbose_name = _("numbers to call at once")
        constraints = [
            models.CheckConstraint(condition=~Q(phones="", messages=""), name="an_urgency_has_a_number"),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if not parts_of(self.phones) and not parts_of(self.messages):
            raise ValidationError({"phones": _("Write a number at least.")}, code="required")
        check_at("phones", check_numbers, self.phones)
        check_at("messages", check_numbers, self.messages)


class SituationPick(ChosenPage):
    """A page that helps in a situation, and why."""

    situation = ParentalKey(Situation, on_delete=models.CASCADE, related_name="picks")
    reason = models.CharField(
        _("why it is here"), max_length=200, help_text=_("One short sentence, shown beside the page.")
    )

    panels = [FieldPanel("target"), FieldPanel("reason")]

    class Meta(ChosenPage.Meta):
        verbose_name = _("page that helps")
        constraints = [
            has_target_or_reference("a_pick_has_a_target_or_a_reference"),
            # Without a condition, so that the editor's form checks it too; those that wait for a page are not equal.
            models.UniqueConstraint(fields=["situation", "target"], name="a_situation_picks_a_page_once"),
        ]

    def __str__(self) -> str:
        return self.reason

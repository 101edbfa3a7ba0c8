"""Calls for applications, as the public sees them."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from calls.enums import CallState
from calls.forms import CallForm
from calls.listing import calls_context
from calls.reading import call_context
from calls.rules import state_of
from portal.blocks import BodyStreamBlock
from portal.fields import StreamField
from portal.models import BasePage, ClassifiedMixin, IndexPageMixin
from portal.text_lists import LinesField, lines_of


class CallIndexPage(IndexPageMixin, BasePage):
    """The list of calls: open, coming, closed."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.summary_panels, FieldPanel("intro")]
    edit_handler = BasePage.tabs(content_panels)

    class Meta:
        verbose_name = _("list of calls")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **calls_context(self, request)}


class CallPage(ClassifiedMixin, BasePage):
    """A call: what for, for whom, what laureates get, how it is judged, and when, to the minute."""

    edition = models.CharField(_("edition"), max_length=120, blank=True)
    disclaimer = models.TextField(
        _("disclaimer"), blank=True, help_text=_("Shown on every page about this call, above the rest.")
    )
    coalition = models.ForeignKey(
        "coalitions.CoalitionPage",
        verbose_name=_("coalition"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    pilot = models.ForeignKey(
        "coalitions.MemberPage",
        verbose_name=_("lead organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    pilot_role = models.CharField(_("or leading team"), max_length=160, blank=True)
    project = models.ForeignKey(
        "coalitions.ProjectPage",
        verbose_name=_("project"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    purpose = StreamField(BodyStreamBlock(), verbose_name=_("purpose"), blank=True)
    facts = LinesField(_("what is true of the real call"), blank=True, help_text=_("One a line."))
    audience = LinesField(_("who may apply"), blank=True, help_text=_("One a line."))
    eligibility_intro = models.TextField(_("about eligibility"), blank=True)
    support_months = models.PositiveSmallIntegerField(_("months of support"), null=True, blank=True)
    support_intro = models.TextField(_("about the support"), blank=True)
    criteria_note = models.TextField(_("how files are scored"), blank=True)
    score_min = models.PositiveSmallIntegerField(_("lowest score"), default=0)
    score_max = models.PositiveSmallIntegerField(_("highest score"), default=4)
    opens_at = models.DateTimeField(_("opens at"))
    questions_until = models.DateTimeField(_("questions until"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"))

    content_panels = [
        FieldRowPanel(
            [
                FieldPanel("edition", help_text=_("For example “2027, third edition”.")),
                FieldPanel("support_months", help_text=_("Empty: no support is planned.")),
            ]
        ),
        FieldPanel("disclaimer"),
        *BasePage.summary_panels,
        MultiFieldPanel(
            [
                FieldPanel("opens_at", help_text=_("Paris time.")),
                FieldPanel("questions_until", help_text=_("After this moment, questions are no longer answered.")),
                FieldPanel("closes_at", help_text=_("Paris time, to the minute: what arrives later is refused.")),
            ],
            heading=_("Moments"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("coalition"),
                FieldPanel("pilot"),
                FieldPanel("pilot_role", help_text=_("When no organisation of the directory leads it.")),
                FieldPanel("project"),
            ],
            heading=_("Who"),
        ),
        FieldPanel("purpose"),
        FieldPanel("facts"),
        FieldPanel("audience"),
        FieldPanel("eligibility_intro"),
        InlinePanel("eligibility_rules", heading=_("Conditions"), label=_("condition")),
        InlinePanel("benefits", heading=_("What laureates get"), label=_("benefit")),
        FieldPanel("support_intro"),
        InlinePanel("support_milestones", heading=_("Milestones of the support"), label=_("milestone")),
        MultiFieldPanel(
            [FieldPanel("criteria_note"), FieldRowPanel([FieldPanel("score_min"), FieldPanel("score_max")])],
            heading=_("Scoring"),
        ),
        InlinePanel("criteria", heading=_("Criteria"), label=_("criterion")),
        InlinePanel("calendar_steps", heading=_("Calendar"), label=_("step")),
        InlinePanel("required_documents", heading=_("Documents"), label=_("document")),
        InlinePanel("questions", heading=_("Questions and answers"), label=_("question")),
        *BasePage.related_panels,
    ]
    edit_handler = BasePage.tabs(content_panels, ClassifiedMixin.classification_panels)

    base_form_class = CallForm
    parent_page_types = ["calls.CallIndexPage", "coalitions.CoalitionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="a_call_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(score_max__gt=F("score_min")), name="a_scale_rises"),
        ]

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            errors["closes_at"] = _("The deadline comes before the opening.")
        if self.questions_until and self.closes_at and self.questions_until > self.closes_at:
            errors["questions_until"] = _("Questions end after the deadline.")
        if self.score_max <= self.score_min:
            errors["score_max"] = _("The highest score is above the lowest.")
        if errors:
            raise ValidationError(errors)

    @property
    def hue(self) -> str:
        return self.coalition.hue if self.coalition else self.default_hue

    @property
    def disclaimer_text(self) -> str:
        return self.disclaimer

    @property
    def audience_list(self) -> list[str]:
        return lines_of(self.audience)

    @property
    def fact_list(self) -> list[str]:
        return lines_of(self.facts)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **call_context(self, request)}

    def state(self, at: datetime) -> CallState:
        return state_of(self.opens_at, self.closes_at, at)

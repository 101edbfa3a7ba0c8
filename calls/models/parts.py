"""Parts of a call that editors keep as ordered rows."""

from modelcluster.fields import ParentalKey

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from calls.models.call import CallPage
from portal.text_lists import LinesField, lines_of


class EligibilityRule(Orderable):
    """A condition to apply."""

    call = ParentalKey(CallPage, on_delete=models.CASCADE, related_name="eligibility_rules")
    text = models.CharField(_("condition"), max_length=300)

    panels = [FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("condition")

    def __str__(self) -> str:
        return self.text


class Benefit(Orderable):
    """Something that laureates get."""

    call = ParentalKey(CallPage, on_delete=models.CASCADE, related_name="benefits")
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"))
    is_demo = models.BooleanField(_("invented example"), default=False)

    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("is_demo")]

    class Meta(Orderable.Meta):
        verbose_name = _("benefit")

    def __str__(self) -> str:
        return self.title


class SupportMilestone(Orderable):
    """A milestone of the support; `month` counts from its beginning."""

    call = ParentalKey(CallPage, on_delete=models.CASCADE, related_name="support_milestones")
    month = models.PositiveSmallIntegerField(_("month"))
    title = models.CharField(_("title"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    deliverable = models.CharField(_("what is handed in"), max_length=200, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("month"), FieldPanel("title")]),
        FieldPanel("description"),
        FieldPanel("deliverable"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("milestone of the support")

    def __str__(self) -> str:
        return self.title


class Criterion(Orderable):
    """A criterion; the weights of a call's criteria add up to 100."""

    call = ParentalKey(CallPage, on_delete=models.CASCADE, related_name="criteria")
    label = models.CharField(_("criterion"), max_length=160)
    weight = models.DecimalField(_("weight in %"), max_digits=5, decimal_places=2)
    question = models.TextField(_("question that jurors ask themselves"), blank=True)
    levels = LinesField(_("levels"), blank=True, help_text=_("What each score means, one a line, from the lowest."))

    panels = [FieldRowPanel([FieldPanel("label"), FieldPanel("weight")]), FieldPanel("question"), FieldPanel("levels")]

    class Meta(Orderable.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=100), name="a_weight_is_a_percentage")
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if self.weight is not None and not 0 < self.weight <= 100:  # type: ignore[redundant-expr]  # None: nothing typed
            raise ValidationError({"weight": _("A weight lies above 0 and up to 100 %.")})

    @property
    def level_list(self) -> list[str]:
        return lines_of(self.levels)


class CalendarStep(Orderable):
    """A step of the calendar, on a day or over several."""

    call = ParentalKey(CallPage, on_delete=models.CASCADE, related_name="calendar_steps")
    label = models.CharField(_("step"), max_length=160)
    starts_on = models.DateField(_("on, or from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    panels = [FieldPanel("label"), FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]), FieldPanel("event")]

    class Meta(Orderable.Meta):
        verbose_name = _("step of the calendar")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="a_step_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The end comes before the beginning.")})


class RequiredDocument(Orderable):
    """A paper that applicants add; `max_megabytes` is per file."""

    call = ParentalKey(CallPage, on_delete=models.CASCADE, related_name="required_documents")
    label = models.CharField(_("document"), max_length=160)
    is_required = models.BooleanField(_("required"), default=True)
    formats = models.CharField(_("formats"), max_length=80, blank=True, help_text=_("For example: pdf, odt."))
    max_megabytes = models.PositiveSmallIntegerField(_("megabytes at most"), null=True, blank=True)
    help_text = models.TextField(_("help"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("label"), FieldPanel("is_required")]),
        FieldRowPanel([FieldPanel("formats"), FieldPanel("max_megabytes")]),
        FieldPanel("help_text"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("document to add")

    def __str__(self) -> str:
        return self.label


class CallQuestion(Orderable):
    """A question asked about the call, and its answer."""

    call = ParentalKey(CallPage, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(_("question"), max_length=250)
    answer = models.TextField(_("answer"))

    panels = [FieldPanel("question"), FieldPanel("answer")]

    class Meta(Orderable.Meta):
        verbose_name = _("question and answer")

    def __str__(self) -> str:
        return self.question

"""The agenda: events and when they take place."""

from typing import Any

from modelcluster.fields import ParentalKey, ParentalManyToManyField

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from events.agenda import agenda_context
from events.enums import EventKind
from events.moments import Span, over_at
from events.reading import event_context
from events.wording import ProgrammeLine, programme_of
from portal.blocks import BodyStreamBlock
from portal.enums import DatePrecision
from portal.fields import StreamField
from portal.models import BasePage, ClassifiedMixin, IndexPageMixin
from portal.text_lists import LinesField, lines_of


class EventIndexPage(IndexPageMixin, BasePage):
    """The agenda: upcoming and past, as a list or by month."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.summary_panels, FieldPanel("intro")]
    edit_handler = BasePage.tabs(content_panels)

    class Meta:
        verbose_name = _("agenda")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **agenda_context(self, request)}


class EventPage(ClassifiedMixin, BasePage):
    """A meeting, online or somewhere."""

    kind = models.CharField(_("kind"), max_length=16, choices=EventKind.choices, default=EventKind.MEETING)
    coalition = models.ForeignKey(
        "coalitions.CoalitionPage",
        verbose_name=_("coalition"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    organisers = ParentalManyToManyField(
        "coalitions.MemberPage", verbose_name=_("organisers"), blank=True, related_name="+"
    )
    organiser_role = models.CharField(
        _("organising team"), max_length=160, blank=True, help_text=_("A role or a team, never a person’s name.")
    )
    participants = ParentalManyToManyField(
        "coalitions.MemberPage", verbose_name=_("taking part"), blank=True, related_name="+"
    )
    date_precision = models.CharField(
        _("precision of the date"), max_length=8, choices=DatePrecision.choices, default=DatePrecision.MINUTE
    )
    date_label = models.CharField(
        _("date in words"), max_length=120, blank=True, help_text=_("For a date that is not known to the minute.")
    )
    is_online = models.BooleanField(_("online"), default=False)
    is_hybrid = models.BooleanField(_("on site and online"), default=False)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    accessibility = models.TextField(
        _("accessibility of the venue"),
        blank=True,
        help_text=_("Step-free access, hearing loop, sign language, subtitles…"),
    )
    description = StreamField(BodyStreamBlock(), verbose_name=_("description"), blank=True)
    programme = LinesField(_("programme"), blank=True, help_text=_("One entry a line: “18:00 Welcome”."))
    audience = LinesField(_("for whom"), blank=True, help_text=_("One a line."))
    price = models.CharField(_("price"), max_length=80, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)

    content_panels = [
        FieldPanel("kind"),
        *BasePage.summary_panels,
        InlinePanel("occurrences", heading=_("When"), label=_("date and time")),
        FieldRowPanel([FieldPanel("date_precision"), FieldPanel("date_label")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("is_online"), FieldPanel("is_hybrid")]),
                FieldPanel("venue", help_text=_("Name, address and town, as on an invitation.")),
                FieldPanel("accessibility"),
            ],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("coalition"),
                FieldPanel("organisers"),
                FieldPanel("organiser_role"),
                FieldPanel("participants"),
            ],
            heading=_("Who"),
        ),
        FieldPanel("description"),
        FieldPanel("programme"),
        FieldPanel("audience"),
        FieldRowPanel(
            [
                FieldPanel("price", help_text=_("For example “free” or “5 euros”.")),
                FieldPanel("capacity", help_text=_("Empty: no limit is announced.")),
            ]
        ),
        *BasePage.related_panels,
    ]
    edit_handler = BasePage.tabs(content_panels, ClassifiedMixin.classification_panels)

    parent_page_types = ["events.EventIndexPage", "coalitions.CoalitionPage", "coalitions.MemberPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        super().clean()
        if self.is_online and self.is_hybrid:
            raise ValidationError({"is_hybrid": _("Choose one of the two: online only, or on site and online.")})

    @property
    def hue(self) -> str:
        return self.coalition.hue if self.coalition else self.default_hue

    @property
    def audience_list(self) -> list[str]:
        return lines_of(self.audience)

    @property
    def programme_lines(self) -> list[ProgrammeLine]:
        return programme_of(lines_of(self.programme))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **event_context(self, request)}

    def spans(self) -> list[Span]:
        """Return the times of the event, the first one first, each with the moment at which it is over."""
        rows = sorted(self.occurrences.all(), key=lambda row: row.starts_at)
        return [row.span(self.date_precision) for row in rows]


class Occurrence(Orderable):
    """One time at which an event takes place; moments are stored in UTC and shown in the reader's zone."""

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="occurrences")
    starts_at = models.DateTimeField(_("begins at"))
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    is_all_day = models.BooleanField(_("all day"), default=False)

    panels = [
        FieldRowPanel([FieldPanel("starts_at", help_text=_("Paris time.")), FieldPanel("ends_at")]),
        FieldPanel("is_all_day"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("date and time")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="an_occurrence_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("The end comes before the beginning.")})

    def span(self, precision: str) -> Span:
        """Return this time as readers count it: a vague date lasts as long as what is known of it."""
        whole_days = self.is_all_day or precision != DatePrecision.MINUTE
        over = over_at(starts_at=self.starts_at, ends_at=self.ends_at, is_all_day=whole_days, precision=precision)
        return Span(starts_at=self.starts_at, ends_at=self.ends_at, over_at=over, is_all_day=whole_days)

"""Coalitions and who belongs to them."""

from datetime import date
from typing import Any

from modelcluster.fields import ParentalKey

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page

from coalitions.editing import CoalitionForm
from coalitions.enums import MEMBER_ROLES, MembershipRole
from coalitions.querysets import CoalitionMembershipQuerySet, KeyFigureQuerySet
from coalitions.sections import bridges_of, day_of, moments_of, projects_by_coalition, table_of
from portal.asking import moment_of, reader_of
from portal.blocks import BodyStreamBlock
from portal.editing import check_at, check_year
from portal.enums import DatePrecision, Hue
from portal.fields import StreamField
from portal.layout import read_layout
from portal.models import BasePage, ClassifiedMixin, IndexPageMixin
from portal.trail import trail_of
from search.enums import EntryKind, TermName
from search.models import Entry
from search.related import entries_of_pages, shelves

COALITION_SHELVES = {
    EntryKind.PROJECT: 12,
    EntryKind.CALL: 3,
    EntryKind.EVENT: 1,
    EntryKind.CLIP: 1,
    EntryKind.KIT: 1,
    EntryKind.PUBLICATION: 1,
    EntryKind.ARTICLE: 1,
}


class CoalitionIndexPage(IndexPageMixin, BasePage):
    """The list of coalitions."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.summary_panels, FieldPanel("intro")]
    edit_handler = BasePage.tabs(content_panels)

    class Meta:
        verbose_name = _("list of coalitions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        reader, at = reader_of(request), moment_of(request)
        pages = list(CoalitionPage.objects.visible_to(reader, at).order_by("path").defer("story", "code_of_conduct"))
        entries = entries_of_pages((page.pk for page in pages), reader=reader, at=at)
        projects = Entry.objects.visible_to(reader, at).of_kinds(EntryKind.PROJECT).by_title().for_listing()
        rooms = projects_by_coalition(pages, entries, projects)
        return {
            **context,
            "rooms": rooms,
            "constellation": [(room.page.hue, room.entry.card.get("count") or 1) for room in rooms],
            "trail": trail_of(self, read_layout(at)),
        }


class CoalitionPage(ClassifiedMixin, BasePage):
    """A coalition: why it exists, who it is, what it does and what proves it."""

    short_name = models.CharField(_("short name"), max_length=60)
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    hue_name = models.CharField(_("colour"), max_length=12, choices=Hue.choices, default=Hue.FORET)
    gathers_coalitions = models.BooleanField(
        _("gathers the other coalitions"),
        default=False,
        help_text=_("The coalition of coalitions: its members keep the colour of their other coalition."),
    )
    purpose = models.TextField(_("raison d’être"), help_text=_("One sentence: an action verb and an ambition."))
    purpose_is_editorial = models.BooleanField(
        _("worded by the portal"), default=False, help_text=_("To be confirmed by the coalition; said on the page.")
    )
    story = StreamField(BodyStreamBlock(), verbose_name=_("story"), blank=True)
    founding_year = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    founding_label = models.CharField(_("how it began"), max_length=250, blank=True)
    website = models.URLField(_("website"), blank=True)
    members_note = models.TextField(_("note about the members"), blank=True)
    members_are_complete = models.BooleanField(_("the list of members is complete"), default=True)
    members_count_approx = models.PositiveSmallIntegerField(
        _("approximate number of members"), null=True, blank=True, help_text=_("When the list is not complete.")
    )
    partners_note = models.TextField(_("note about the partners"), blank=True)
    territories_note = models.TextField(_("note about the territories"), blank=True)
    code_of_conduct = StreamField(BodyStreamBlock(), verbose_name=_("code of conduct"), blank=True)

    content_panels = [
        FieldRowPanel([FieldPanel("short_name", help_text=_("Shown in menus and on cards.")), FieldPanel("hue_name")]),
        FieldPanel("gathers_coalitions"),
        FieldPanel("tagline", help_text=_("A few words below the name.")),
        *BasePage.summary_panels,
        MultiFieldPanel([FieldPanel("purpose"), FieldPanel("purpose_is_editorial")], heading=_("Raison d’être")),
        FieldPanel("story"),
        MultiFieldPanel(
            [
                FieldPanel("founding_year"),
                FieldPanel("founding_label", help_text=_("For example “a meeting in Nancy in spring 2018”.")),
                FieldPanel("website"),
            ],
            heading=_("Beginnings"),
        ),
        InlinePanel("memberships", heading=_("Members and partners"), label=_("membership")),
        MultiFieldPanel(
            [
                FieldPanel("members_are_complete"),
                FieldPanel("members_count_approx"),
                FieldPanel("members_note", help_text=_("Shown below the list.")),
                FieldPanel("partners_note", help_text=_("Shown below the list.")),
            ],
            heading=_("About the members"),
        ),
        InlinePanel("principles", heading=_("Governance"), label=_("principle")),
        FieldPanel("code_of_conduct"),
        InlinePanel("milestones", heading=_("Story in dates"), label=_("date")),
        InlinePanel("key_figures", heading=_("Key figures"), label=_("figure")),
        InlinePanel("links", heading=_("Links to other coalitions"), label=_("link")),
    ]
    edit_handler = BasePage.tabs(
        content_panels,
        [*ClassifiedMixin.classification_panels, FieldPanel("territories_note", help_text=_("Shown below the list."))],
    )

    base_form_class = CoalitionForm
    parent_page_types = ["coalitions.CoalitionIndexPage"]

    class Meta:
        verbose_name = _("coalition")
        verbose_name_plural = _("coalitions")

    def clean(self) -> None:
        super().clean()
        check_at("founding_year", check_year, self.founding_year)

    @property
    def hue(self) -> str:
        return self.hue_name

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        reader, at = reader_of(request), moment_of(request)
        on = day_of(at)
        memberships, links = list(self.memberships.all()), list(self.links.all())
        here = [row.association_id for row in memberships if row.makes_member and row.is_current(on)]
        elsewhere = CoalitionMembership.objects.of_members().current(on).filter(association__in=here)
        shared = list(elsewhere.exclude(coalition=self.pk).order_by("coalition__path", "sort_order"))
        named = [row.association_id for row in memberships]
        others = [*(link.other_id for link in links), *(row.coalition_id for row in shared)]
        entries = entries_of_pages([*named, *others], reader=reader, at=at)
        table = table_of(memberships, entries, on)
        return {
            **context,
            "table": table,
            "motif_count": max(table.count, 0 if self.members_are_complete else self.members_count_approx or 0),
            "bridges": bridges_of(links, shared, here, entries),
            "moments": moments_of(self.milestones.all(), on),
            "figures": list(self.key_figures.all()),
            "principles": list(self.principles.all()),
            "shelves": shelves(term=TermName.COALITION, value=self.slug, sizes=COALITION_SHELVES, reader=reader, at=at),
            "trail": trail_of(self, read_layout(at)),
        }


class CoalitionMembership(Orderable):
    """An association's place in a coalition, from a day to a day (both included; empty: not known, or still so)."""

    coalition = ParentalKey(CoalitionPage, on_delete=models.CASCADE, related_name="memberships")
    association = models.ForeignKey(
        "coalitions.MemberPage", verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=24, choices=MembershipRole.choices, default=MembershipRole.MEMBER)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = CoalitionMembershipQuerySet.as_manager()

    panels = [
        FieldPanel("association"),
        FieldPanel("role"),
        FieldRowPanel(
            [
                FieldPanel("since", help_text=_("Empty: not known.")),
                FieldPanel("until", help_text=_("Empty: still so.")),
            ]
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("membership of a coalition")
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "association", "role"],
                condition=Q(until__isnull=True),
                name="an_association_has_a_role_in_a_coalition_once",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="a_membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.association} – {self.coalition} ({self.get_role_display()})"

    def clean(self) -> None:
        super().clean()
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("The end comes before the beginning.")})

    @property
    def makes_member(self) -> bool:
        return self.role in MEMBER_ROLES

    def is_current(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or self.until >= on)


class CoalitionPrinciple(Orderable):
    """A rule of how a coalition works."""

    coalition = ParentalKey(CoalitionPage, on_delete=models.CASCADE, related_name="principles")
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text"))

    panels = [FieldPanel("title"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("principle")

    def __str__(self) -> str:
        return self.title


class CoalitionMilestone(Orderable):
    """A date in a coalition's story."""

    coalition = ParentalKey(CoalitionPage, on_delete=models.CASCADE, related_name="milestones")
    happened_on = models.DateField(_("date"), null=True, blank=True, help_text=_("The first day of what is known."))
    precision = models.CharField(
        _("precision"), max_length=8, choices=DatePrecision.choices, default=DatePrecision.YEAR
    )
    label = models.CharField(_("date in words"), max_length=80, blank=True)
    text = models.TextField(_("what happened"))

    panels = [
        FieldRowPanel([FieldPanel("happened_on"), FieldPanel("precision")]),
        FieldPanel("label", help_text=_("Shown instead of the date, for example “early 2019”.")),
        FieldPanel("text"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("date of a coalition")

    def __str__(self) -> str:
        return self.label or str(self.happened_on)


class CoalitionLink(Orderable):
    """What binds two coalitions: the members they share, told in a sentence."""

    coalition = ParentalKey(CoalitionPage, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(
        CoalitionPage, verbose_name=_("other coalition"), on_delete=models.CASCADE, related_name="+"
    )
    note = models.TextField(_("what binds them"))

    panels = [FieldPanel("other"), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = _("link between coalitions")
        constraints = [
            models.UniqueConstraint(fields=["coalition", "other"], name="two_coalitions_are_linked_once"),
            models.CheckConstraint(condition=~Q(coalition=F("other")), name="a_coalition_is_not_linked_to_itself"),
        ]

    def __str__(self) -> str:
        return str(self.other)


class KeyFigure(Orderable):
    """A proof in one number, with its source. `baseline` and `target` are in the figure's unit.

    `is_goal` marks a figure that is itself a goal, and is shown as one.
    """

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="key_figures")
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    label = models.CharField(_("what it counts"), max_length=200)
    period = models.CharField(_("period"), max_length=40, blank=True, help_text=_("For example “around 2021”."))
    perimeter = models.CharField(_("perimeter"), max_length=160, blank=True)
    baseline = models.DecimalField(_("starting value"), max_digits=14, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    is_goal = models.BooleanField(_("a goal, not a result"), default=False)
    source = models.CharField(_("source"), max_length=200)
    review_on = models.DateField(_("to review on"))
    note = models.TextField(_("note"), blank=True)
    shared_with = models.ForeignKey(
        Page,
        verbose_name=_("also the figure of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("When another page counts the same people or places: both say so, and nobody adds them up."),
    )

    objects = KeyFigureQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("value"), FieldPanel("unit", help_text=_("For example “families” or “%”."))]),
        FieldPanel("label"),
        FieldRowPanel(
            [FieldPanel("period"), FieldPanel("perimeter", help_text=_("Where, or for whom, it was counted."))]
        ),
        FieldRowPanel([FieldPanel("baseline"), FieldPanel("target"), FieldPanel("is_goal")]),
        FieldRowPanel(
            [
                FieldPanel("source", help_text=_("Who counted, and in which document.")),
                FieldPanel("review_on", help_text=_("The day when somebody checks whether it still holds.")),
            ]
        ),
        FieldPanel("note"),
        FieldPanel("shared_with"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")

    def __str__(self) -> str:
        return f"{self.value.normalize():f} {self.label}"

    @property
    def shown_unit(self) -> str:
        """The unit, unless the label begins with it: “15 members / members of the alliance” says it twice."""
        return "" if self.label.lower().startswith(self.unit.lower()) else self.unit

    def is_in_force(self, on: date) -> bool:
        """The rule of `KeyFigureQuerySet.in_force`, for one figure."""
        return bool(self.source.strip()) and self.review_on >= on

"""Projects that associations carry together."""

from decimal import Decimal
from typing import Any

from modelcluster.fields import ParentalKey

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from coalitions.editing import ProjectForm
from coalitions.enums import STATUS_MEANING, FundingKind, PartnerRole, ProjectStatus
from coalitions.sections import crew_of, funding_by_kind
from portal.asking import moment_of, reader_of
from portal.blocks import BodyStreamBlock
from portal.editing import check_at, check_year
from portal.fields import StreamField
from portal.layout import read_layout
from portal.models import BasePage, ClassifiedMixin
from portal.text_lists import LinesField, lines_of
from portal.trail import trail_of
from search.enums import EntryKind, TermName
from search.related import entries_of_pages, related_entries, shelves

PROJECT_SHELVES = {
    EntryKind.CALL: 3,
    EntryKind.EVENT: 4,
    EntryKind.CLIP: 3,
    EntryKind.KIT: 3,
    EntryKind.PUBLICATION: 3,
    EntryKind.ARTICLE: 3,
}


class ProjectPage(ClassifiedMixin, BasePage):
    """A project: who leads it, who gives what, where, what for, with which money."""

    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    coalition = models.ForeignKey(
        "coalitions.CoalitionPage",
        verbose_name=_("coalition"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="projects",
    )
    pilot = models.ForeignKey(
        "coalitions.MemberPage",
        verbose_name=_("lead organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="led_projects",
    )
    status = models.CharField(_("state"), max_length=12, choices=ProjectStatus.choices, default=ProjectStatus.STARTED)
    start_year = models.PositiveSmallIntegerField(_("begun in"), null=True, blank=True)
    start_label = models.CharField(_("how it began"), max_length=250, blank=True)
    description = StreamField(BodyStreamBlock(), verbose_name=_("description"), blank=True)
    goals = LinesField(_("goals"), blank=True, help_text=_("One a line."))
    outputs = LinesField(_("what it has produced"), blank=True, help_text=_("One a line."))

    content_panels = [
        FieldPanel("short_name", help_text=_("Shown in menus and on cards.")),
        *BasePage.summary_panels,
        FieldRowPanel([FieldPanel("coalition"), FieldPanel("pilot")]),
        InlinePanel("partners", heading=_("Partners and their share"), label=_("partner")),
        MultiFieldPanel(
            [
                FieldPanel("status"),
                FieldRowPanel(
                    [
                        FieldPanel("start_year"),
                        FieldPanel("start_label", help_text=_("For example “after a survey of 200 households”.")),
                    ]
                ),
            ],
            heading=_("Where it stands"),
        ),
        FieldPanel("description"),
        FieldPanel("goals"),
        FieldPanel("outputs"),
        InlinePanel("funding", heading=_("Funding"), label=_("source of funding")),
        InlinePanel("key_figures", heading=_("Key figures"), label=_("figure")),
        *BasePage.related_panels,
    ]
    edit_handler = BasePage.tabs(content_panels, ClassifiedMixin.classification_panels)

    base_form_class = ProjectForm
    parent_page_types = ["coalitions.CoalitionIndexPage", "coalitions.CoalitionPage", "coalitions.MemberPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def clean(self) -> None:
        super().clean()
        check_at("start_year", check_year, self.start_year)

    @property
    def hue(self) -> str:
        return self.coalition.hue if self.coalition else self.default_hue

    @property
    def status_meaning(self) -> str:
        return str(STATUS_MEANING[ProjectStatus(self.status)])

    @property
    def goal_list(self) -> list[str]:
        return lines_of(self.goals)

    @property
    def output_list(self) -> list[str]:
        return lines_of(self.outputs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        reader, at = reader_of(request), moment_of(request)
        partners = list(self.partners.all())
        named = [self.coalition_id, self.pilot_id, *(row.organisation_id for row in partners)]
        entries = entries_of_pages([pk for pk in named if pk], reader=reader, at=at)
        related = related_entries(self, reader, at)
        found = shelves(term=TermName.PROJECT, value=self.slug, sizes=PROJECT_SHELVES, reader=reader, at=at)
        return {
            **context,
            "coalition_entry": entries.get(self.coalition_id or 0),
            "crew": crew_of(self.pilot_id, partners, entries),
            "funding": funding_by_kind(self.funding.all()),
            "figures": list(self.key_figures.all()),
            "related": related,
            "shelves": {kind: shelf.without(item.entry for item in related) for kind, shelf in found.items()},
            "trail": trail_of(self, read_layout(at)),
        }


class ProjectPartner(Orderable):
    """An organisation's share in a project."""

    project = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "coalitions.MemberPage", verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="partnerships"
    )
    role = models.CharField(_("role"), max_length=12, choices=PartnerRole.choices, default=PartnerRole.CONTRIBUTOR)
    share = models.CharField(_("what it brings"), max_length=250, blank=True)

    panels = [FieldPanel("organisation"), FieldPanel("role"), FieldPanel("share")]

    class Meta(Orderable.Meta):
        verbose_name = _("partner of a project")
        constraints = [
            models.UniqueConstraint(fields=["project", "organisation"], name="an_organisation_joins_a_project_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation)


def validate_percentage(value: Decimal) -> None:
    """Raise ValidationError outside 0 to 100."""
    if not 0 <= value <= 100:
        raise ValidationError(_("A share lies between 0 and 100 %."), code="out_of_range")


class ProjectFunding(Orderable):
    """A source of a project's money; `share` is a percentage of the whole, when it is known."""

    project = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="funding")
    kind = models.CharField(
        _("kind"), max_length=10, choices=FundingKind.choices, blank=True, help_text=_("Empty: not known.")
    )
    label = models.CharField(_("source"), max_length=200)
    share = models.DecimalField(
        _("share in %"), max_digits=5, decimal_places=2, null=True, blank=True, validators=[validate_percentage]
    )

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("share")]), FieldPanel("label")]

    class Meta(Orderable.Meta):
        verbose_name = _("source of funding")
        constraints = [
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__range=(0, 100)), name="a_share_of_funding_is_a_percentage"
            )
        ]

    def __str__(self) -> str:
        return self.label

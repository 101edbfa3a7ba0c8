"""The editors' list of figures to review, among the reports of the admin."""

from typing import Any

import django_filters

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from coalitions.models import KeyFigure
from coalitions.querysets import KeyFigureQuerySet
from coalitions.sections import day_of
from portal.asking import moment_of

TO_REVIEW, IN_FORCE = "a-revoir", "a-jour"


class FigureFilterSet(WagtailFilterSet):
    """Those to review, or those in force."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=[(TO_REVIEW, _("to review")), (IN_FORCE, _("in force"))], method="of_state"
    )
    source = django_filters.CharFilter(label=_("Source"), lookup_expr="icontains")

    class Meta:
        model = KeyFigure
        fields = ["state", "source"]

    def of_state(self, figures: KeyFigureQuerySet, name: str, value: str) -> KeyFigureQuerySet:
        today = day_of(moment_of(self.request))
        return figures.to_review(today) if value == TO_REVIEW else figures.in_force(today)


class FigureReport(ReportView):
    """Key figures of the pages that this editor may change, those whose review is nearest first."""

    model = KeyFigure
    page_title = _("Figures to review")
    header_icon = "decimal"
    filterset_class = FigureFilterSet
    index_url_name = "figures_report"
    index_results_url_name = "figures_report_results"
    default_ordering = "review_on"
    list_export = ["page.title", "value", "unit", "label", "period", "source", "review_on"]
    any_permission_required = ["add", "change", "publish"]
    permission_policy = page_permission_policy

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "label", label=_("Figure"), accessor=str, url_name="wagtailadmin_pages:edit", id_accessor="page_id"
            ),
            Column("page", label=_("Page"), accessor="page.title"),
            Column("source", label=_("Source"), accessor=lambda figure: figure.source or _("Not given")),
            DateColumn("review_on", label=_("To review on"), width="15%"),
        ]

    def get_queryset(self) -> QuerySet[Any]:
        pages = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return (
            KeyFigure.objects.filter(page__in=Page.objects.filter(pk__in=pages.values("pk")))
            .select_related("page")
            .order_by("review_on", "pk")
        )

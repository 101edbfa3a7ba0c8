"""A long choice of several things in the admin: check boxes under a box that filters them, the chosen ones first."""

from typing import Any

from django import forms
from django.db import models
from django.template.loader import render_to_string

from wagtail.admin.forms.models import register_form_field_override
from wagtail.models import Page


class FilteredCheckboxes(forms.CheckboxSelectMultiple):
    """Check boxes that `portal/js/admin/choices.js` filters; without it they are a list to scroll through."""

    template_name = "wagtailadmin/widgets/filtered_checkboxes.html"
    legend: Any = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        rows = [option for _group, options, _index in context["widget"]["optgroups"] for option in options]
        context["widget"]["options"] = sorted(rows, key=lambda option: not option["selected"])
        context["widget"]["legend"] = self.legend
        return context

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> Any:
        # The renderer of forms knows the templates of apps only; the portal's stand in one folder.
        return render_to_string(self.template_name, self.get_context(name, value, attrs))


class ManyChoicesField(forms.ModelMultipleChoiceField):
    """Several of a model's objects, each named so that it is known out of its place (`choice_label`)."""

    widget = FilteredCheckboxes

    def __init__(self, queryset: models.QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(_in_order(queryset), **kwargs)
        self.widget.legend = self.label

    def label_from_instance(self, obj: models.Model) -> str:
        return getattr(obj, "choice_label", None) or str(obj)


def _in_order(queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Return what is offered, in the order of its names; of a page only its title is read."""
    if hasattr(queryset, "for_choices"):
        return queryset.for_choices()
    return queryset.order_by("title").only("title") if issubclass(queryset.model, Page) else queryset


def offer_check_boxes() -> None:
    """Let every editor choose several things by check boxes; once, when the apps are ready."""
    register_form_field_override(models.ManyToManyField, override={"form_class": ManyChoicesField})

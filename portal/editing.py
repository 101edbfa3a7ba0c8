"""What every editor checks beyond each field: a mistake is a sentence beside its field, never an error page."""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint, Value
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminPageForm

PHONE = re.compile(r"\+?[\d\s().\-/]+")
YEARS = range(1800, 2101)


def check_phone(phone: str) -> None:
    """Raise ValidationError unless this can be dialled; short numbers have four digits."""
    if phone and not (PHONE.fullmatch(phone) and 4 <= len(re.sub(r"\D", "", phone)) <= 15):
        raise ValidationError(_("Write a telephone number, such as 01 23 45 67 89."), code="phone")


def check_year(year: int | None) -> None:
    """Raise ValidationError unless this is a year that somebody may remember or plan."""
    if year is not None and year not in YEARS:
        raise ValidationError(_("Write a year of four figures, such as 2021."), code="year")


def check_at(field: str, check: Callable[[Any], None], value: Any) -> None:
    """Run a check, and say beside which field it failed."""
    try:
        check(value)
    except ValidationError as error:
        raise ValidationError({field: error}) from error


def kept_rows(formset: Any) -> list[Any]:
    """Return the forms of the rows that stay, in the order in which they were typed."""
    return [row for row in formset.forms if row.cleaned_data and not row.cleaned_data.get("DELETE")]


class PageForm(WagtailAdminPageForm):
    """A page whose rows may not be typed twice, also where the database forbids it under a condition only.

    Django checks rows against each other too, but passes over constraints with a condition.
    """

    def is_valid(self) -> bool:
        return bool(super().is_valid()) and not self._has_twins()

    def _has_twins(self) -> bool:
        """Mark each row that repeats an earlier one, in every list of rows; return whether there was any."""
        marked = [
            _mark_twins(constraint, kept_rows(formset), parent=formset.fk.name)
            for formset in self.formsets.values()
            for constraint in formset.model._meta.constraints
            if isinstance(constraint, UniqueConstraint) and constraint.condition is not None
        ]
        return any(marked)


def _mark_twins(constraint: UniqueConstraint, rows: list[Any], *, parent: str) -> bool:
    fields = [name for name in constraint.fields if name != parent]
    seen: set[tuple[Any, ...]] = set()
    found = False
    for row in rows:
        if constraint.condition.check(_typed_values(row.instance)):  # type: ignore[union-attr]  # `condition` is a Q
            values = tuple(row.cleaned_data.get(name) for name in fields)
            if values in seen:
                row.add_error(fields[0], _("This is already in the list."))
                found = True
            seen.add(values)
    return found


def _typed_values(instance: Any) -> dict[str, Value]:
    return {
        field.name: Value(getattr(instance, field.attname), output_field=field)
        for field in instance._meta.concrete_fields
        if not field.is_relation
    }

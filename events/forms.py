"""How the agenda is asked for: which view, which month."""

import re
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from events.enums import AgendaView

MONTH = re.compile(r"^(?P<year>\d{4})-(?P<month>0?[1-9]|1[0-2])$")
FIRST_YEAR, LAST_YEAR = 1900, 2999


class MonthField(forms.Field):
    """A month, written 2027-01."""

    def to_python(self, value: Any) -> date | None:
        text = str(value or "").strip()
        if not text:
            return None
        found = MONTH.match(text)
        if not found or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
            raise forms.ValidationError(_("This month cannot be read: here is the present one."), code="invalid")
        return date(int(found["year"]), int(found["month"]), 1)


class AgendaForm(forms.Form):
    """Bound to the address; what it refuses gives a message and the usual view."""

    vue = forms.ChoiceField(
        required=False,
        choices=AgendaView.choices,
        error_messages={"invalid_choice": _("This view does not exist: here is what is to come.")},
    )
    mois = MonthField(required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def view(self) -> AgendaView:
        return AgendaView(self.cleaned_data.get("vue") or AgendaView.UPCOMING)

    @property
    def month(self) -> date | None:
        return self.cleaned_data.get("mois")

    @property
    def kept(self) -> dict[str, str]:
        """Return what the form of the filters must carry along, so that filtering keeps the view."""
        if self.view == AgendaView.UPCOMING:
            return {}
        month = {"mois": f"{self.month:%Y-%m}"} if self.month and self.view == AgendaView.MONTH else {}
        return {"vue": str(self.view), **month}

    @property
    def messages(self) -> list[str]:
        return [str(message) for errors in self.errors.values() for message in errors]

"""The day that the picture of the alliance is asked for."""

from __future__ import annotations

import datetime

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


class DayForm(forms.Form):
    """The day to show; none is today."""

    date = forms.DateField(
        label=_("On which day?"),
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": "1800-01-01", "max": "2999-12-31"}),
        error_messages={"invalid": _("This is not a date of the calendar: here is the alliance today.")},
    )

    @classmethod
    def asked(cls, query: QueryDict, today: datetime.date) -> DayForm:
        """Return the form of an address; without a day it shows today."""
        return cls(query if query.get("date") else None, initial={"date": today})

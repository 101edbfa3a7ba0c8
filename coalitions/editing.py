"""What the editors of coalitions and of projects check beyond each field."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from coalitions.rules import WHOLE, periods_overlap
from portal.editing import PageForm, kept_rows
from portal.typography import number_words


class CoalitionForm(PageForm):
    """A coalition where nobody holds a role twice on the same day, and which is bound to others, to each once."""

    def is_valid(self) -> bool:
        valid: bool = super().is_valid()
        # Django passes over the one, and says the other above the list of rows only: so whatever it found, look too.
        return self._links_fit() and valid and self._periods_fit()

    def _links_fit(self) -> bool:
        seen: set[int] = set()
        found = False
        links = self.formsets["links"]
        links.is_valid()  # its rows are not read yet where the page's own fields were refused
        for row in kept_rows(links):
            other = row.instance.other_id
            if other is None or row.has_error("other"):
                continue
            if other == self.instance.pk:
                row.add_error("other", _("A coalition cannot be linked to itself."))
                found = True
            elif other in seen:
                row.add_error("other", _("This is already in the list."))
                found = True
            seen.add(other)
        return not found

    def _periods_fit(self) -> bool:
        held: dict[tuple[Any, ...], list[tuple[date | None, date | None]]] = {}
        found = False
        for row in kept_rows(self.formsets["memberships"]):
            typed = row.cleaned_data
            periods = held.setdefault((typed.get("association"), typed.get("role")), [])
            period = typed.get("since"), typed.get("until")
            if any(periods_overlap(period, other) for other in periods):
                row.add_error("since", _("This organisation already has this role at these dates, in another row."))
                found = True
            periods.append(period)
        return not found


class ProjectForm(PageForm):
    """A project whose known shares of funding are at most the whole."""

    def is_valid(self) -> bool:
        return bool(super().is_valid()) and self._shares_fit()

    def _shares_fit(self) -> bool:
        """Say what is wrong at the last share, where an editor adds up."""
        rows = [row for row in kept_rows(self.formsets["funding"]) if row.cleaned_data.get("share") is not None]
        total = sum((row.cleaned_data["share"] for row in rows), Decimal(0))
        if total <= WHOLE:
            return True
        values = {"sum": number_words(total)}
        rows[-1].add_error("share", _("The shares add up to %(sum)s %%: together they cannot exceed 100 %%.") % values)
        return False

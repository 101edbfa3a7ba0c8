"""What the editor of a call checks beyond each field."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from calls.rules import WHOLE, weights_add_up
from portal.editing import PageForm, kept_rows
from portal.typography import number_words


class CallForm(PageForm):
    """A call whose criteria weigh 100 together; a draft may still be on its way there."""

    def is_valid(self) -> bool:
        valid: bool = super().is_valid()
        if not valid or self.is_deferred_validation:
            return valid
        return self._weights_are_valid()

    def _weights_are_valid(self) -> bool:
        """Say what is wrong at the last weight, where an editor adds up."""
        rows: list[Any] = kept_rows(self.formsets["criteria"])
        weights: list[Decimal] = [row.cleaned_data["weight"] for row in rows]
        if weights_add_up(weights):
            return True
        values = {"sum": number_words(sum(weights)), "whole": number_words(WHOLE)}
        rows[-1].add_error(
            "weight", _("The weights add up to %(sum)s: they must add up to %(whole)s together.") % values
        )
        return False

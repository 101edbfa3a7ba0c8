"""What the address of a clip's page may ask for."""

from django import forms
from django.http import QueryDict

from resources.moments import asked_second


class PlayerForm(forms.Form):
    """Bound to the address: the second to play from."""

    t = forms.CharField(required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)

    def place(self, duration: int) -> tuple[float | None, bool]:
        """Return the second asked for, and whether it could be used."""
        return asked_second(self.cleaned_data["t"], duration) if self.is_valid() else (None, False)

"""Forms of sign-in."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class LoginForm(AuthenticationForm):
    """Sign in by e-mail and password; says nothing of whether an account exists."""

    username = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "username"})
    )

    error_messages = {
        "invalid_login": _("This address and this password do not go together. Check them and try again."),
        "inactive": _("This address and this password do not go together. Check them and try again."),
    }

    def full_clean(self) -> None:
        """What speaks of both fields together marks both, and both point to it."""
        super().full_clean()
        if self.is_bound and self.non_field_errors():
            for field in self.fields.values():
                field.widget.attrs.update({"aria-invalid": "true", "aria-describedby": "form-errors"})

    def clean_username(self) -> str:
        return self.cleaned_data["username"].strip().lower()

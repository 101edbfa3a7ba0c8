"""What the editor of a clip checks beyond each field."""

from django.utils.translation import gettext_lazy as _

from portal.editing import PageForm, kept_rows


class ClipForm(PageForm):
    """A clip whose chapters begin before it ends."""

    def is_valid(self) -> bool:
        return super().is_valid() and self._chapters_fit()

    def _chapters_fit(self) -> bool:
        length = self.cleaned_data.get("duration")
        late = [row for row in kept_rows(self.formsets["chapters"]) if row.cleaned_data["starts_at_seconds"] >= length]
        for row in late:
            row.add_error("starts_at_seconds", _("This chapter begins after the clip ends."))
        return not late

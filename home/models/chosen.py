"""What editors choose for a situation or a door: a page, or the name of one that is not here yet."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, RevisionMixin

from portal.text_lists import lines_of

MADE_OF_EASY_WORDS = _("Three to five very short sentences, one a line. Have them read by people concerned.")


class ShownQuerySet(models.QuerySet[Any]):
    """Reads of what editors publish outside the tree of pages."""

    def shown_at(self, at: Any) -> Self:
        """Return what is published at `at`, in the editors' order."""
        in_time = Q(expire_at__isnull=True) | Q(expire_at__gt=at)
        return self.filter(in_time, live=True).order_by("order", "slug")


class EditedSnippet(DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """A text outside the tree: drafted, previewed, published; with an address, an order and easy words."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("The smallest stands first."))
    falc = models.TextField(_("in easy words"), blank=True, help_text=MADE_OF_EASY_WORDS)

    objects = ShownQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def falc_sentences(self) -> list[str]:
        return lines_of(self.falc)


class ChosenPage(Orderable):
    """A page chosen by hand; a reference whose kind the portal does not hold yet is kept, and not shown."""

    target = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    reference = models.CharField(_("reference of the content"), max_length=200, blank=True, editable=False)

    class Meta(Orderable.Meta):
        abstract = True

    def clean(self) -> None:
        super().clean()
        # The editor's form has no reference, so Django leaves the constraint out when it validates the form.
        if self.target_id is None and not self.reference:
            raise ValidationError({"target": _("Choose a page.")}, code="required")


def has_target_or_reference(name: str) -> models.CheckConstraint:
    """Return the constraint that a chosen page is one, or waits for one."""
    return models.CheckConstraint(condition=Q(target__isnull=False) | ~Q(reference=""), name=name)

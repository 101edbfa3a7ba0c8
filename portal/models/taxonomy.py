"""What content is about, and where: themes and territories."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from portal.enums import TerritoryKind


class ThemeQuerySet(models.QuerySet["Theme"]):
    """Reads of themes."""

    def for_choices(self) -> Self:
        """Return all themes, parents before their children, each with its parent."""
        return self.select_related("parent").order_by(
            models.functions.Coalesce("parent__order", "order"), "parent__slug", "order", "slug"
        )


class Theme(index.Indexed, models.Model):
    """A subject, on two levels at most."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("broader theme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("Leave empty for a theme of the first level."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    definition = models.TextField(_("definition"), blank=True, help_text=_("One sentence, in plain language."))

    objects = ThemeQuerySet.as_manager()

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("parent"),
        FieldPanel("order"),
        FieldPanel("definition"),
    ]

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        has_children = bool(self.pk) and self.children.exists()
        if self.parent and (self.parent.parent_id or self.parent_id == self.pk or has_children):
            raise ValidationError({"parent": _("Themes have two levels: choose a theme of the first level.")})

    @property
    def choice_label(self) -> str:
        return f"{self.parent} › {self}" if self.parent else str(self)


class TerritoryQuerySet(models.QuerySet["Territory"]):
    """Reads of territories."""

    def within(self, slug: str) -> Self:
        """Return the territory and all below it (country, region, department, commune: four levels at most)."""
        up = ("", "parent__", "parent__parent__", "parent__parent__parent__")
        condition = Q()
        for step in up:
            condition |= Q(**{f"{step}slug": slug})
        return self.filter(condition)


class Territory(index.Indexed, models.Model):
    """A place, from the country to the commune, with its official code (source: INSEE, by Etalab's extract)."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=TerritoryKind.choices)
    parent = models.ForeignKey(
        "self", verbose_name=_("within"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    code = models.CharField(_("INSEE code"), max_length=5, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=7, decimal_places=4, null=True, blank=True)
    communes = models.ManyToManyField(
        "self", verbose_name=_("communes of the local area"), symmetrical=False, blank=True, related_name="basins"
    )
    note = models.TextField(_("note"), blank=True)

    objects = TerritoryQuerySet.as_manager()

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("kind")]

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("code")]),
        FieldPanel("parent"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])], heading=_("Centre")),
        FieldPanel("communes"),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"], condition=~Q(code=""), name="one_territory_per_official_code"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        department = self.department_of_code()
        if department is not None and department not in self.lineage():
            raise ValidationError(
                {"parent": _("This commune lies in the department %(name)s.") % {"name": department.name}}
            )

    @property
    def choice_label(self) -> str:
        """The name with what tells it from its namesakes: Paris is a commune and a department."""
        return f"{self.name} ({self.get_kind_display()}{f' {self.code}' if self.code else ''})"

    def lineage(self) -> list["Territory"]:
        """Return this territory and those it lies within, narrowest first; asks one query a missing parent."""
        place: Territory | None = self
        found: list[Territory] = []
        while place and place not in found:
            found.append(place)
            place = place.parent
        return found

    def department_of_code(self) -> "Territory | None":
        """Return the department that a commune's code names: three characters overseas, else two."""
        if self.kind != TerritoryKind.COMMUNE:
            return None
        code = self.code[: 3 if self.code.startswith(("97", "98")) else 2]
        return Territory.objects.filter(kind=TerritoryKind.DEPARTMENT, code=code).first()

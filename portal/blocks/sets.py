"""Blocks made of several alike items: figures, cards, steps, definitions, folds, moments."""

from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from portal.blocks import samples
from portal.blocks.links import find_addresses, page_field, path_field, refuse_links
from portal.blocks.prose import FLOWING, ProseBlock
from portal.blocks.reading import reading_of
from portal.blocks.sections import SectionBlock, refuse

is_year = RegexValidator(r"^[12]\d{3}\Z", _("Write a year with four digits: “2021”."), code="year")
is_date = RegexValidator(
    r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z",
    _("Write a year, a month or a day: “2020”, “2020-02” or “2020-02-06”."),
    code="date",
)


class FigureValue(blocks.StructValue):
    """A figure, with its year in words."""

    @property
    def year_words(self) -> str:
        year = self.get("year")
        if not year:
            return ""
        return gettext("around %(year)s") % {"year": year} if self.get("year_approx") else str(year)


class FigureBlock(blocks.StructBlock):
    """A number and what it counts."""

    value = blocks.DecimalBlock(label=_("Number"), max_digits=14, decimal_places=2)
    unit = blocks.CharBlock(label=_("Unit"), max_length=40, required=False, help_text=_("“people”, “%”, “towns”."))
    label = blocks.CharBlock(label=_("What it counts"), max_length=160)
    year = blocks.CharBlock(label=_("Year"), required=False, search_index=False, validators=[is_year])
    year_approx = blocks.BooleanBlock(label=_("About this year"), required=False)
    source = blocks.CharBlock(
        label=_("Source"), max_length=160, required=False, help_text=_("Who gives this number, and where.")
    )
    target = blocks.BooleanBlock(
        label=_("A goal"), required=False, help_text=_("Tick it for what is aimed at, not yet reached.")
    )
    review_on = blocks.DateBlock(
        label=_("To review on"),
        required=False,
        search_index=False,
        help_text=_("From this day on, the home page no longer shows it."),
    )

    class Meta:
        icon = "decimal"
        label = _("Figure")
        value_class = FigureValue
        label_format = "{value} {unit}"


class FiguresBlock(SectionBlock):
    """Key figures, each with a source."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    items = blocks.ListBlock(FigureBlock(), label=_("Figures"), min_num=1, max_num=8)
    note = blocks.CharBlock(
        label=_("Note"), max_length=250, required=False, help_text=_("The source of all figures, when it is the same.")
    )

    class Meta:
        label = _("Figures")
        icon = "decimal"
        group = _("Highlights")
        template = "portal/blocks/figures.html"
        preview_value = samples.FIGURES
        label_format = "{title}"
        description = _("A few numbers in large, with their source and their year.")

    def shown(self, value: Any, context: dict[str, Any]) -> list[Any]:
        """Return the figures to show; a page where they must be sure shows fewer."""
        return list(value["items"])

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["figures"] = self.shown(value, context)
        return context

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        sourced = cleaned.get("note") or all(item.get("source") for item in cleaned["items"])
        if not sourced and not self.is_deferred_validation:
            refuse({"note": _("Say where these figures come from: here for all, or at each figure.")})
        return cleaned


class CardBlock(blocks.StructBlock):
    """A door to a page of the portal."""

    title = blocks.CharBlock(label=_("Title"), max_length=90)
    text = blocks.TextBlock(label=_("Text"), rows=2, max_length=220, required=False)
    page = page_field()
    path = path_field()

    class Meta:
        icon = "doc-empty-inverse"
        label = _("Card")
        label_format = "{title}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        refuse_links(cleaned, needed=not self.is_deferred_validation)
        return cleaned


class CardsBlock(SectionBlock):
    """Doors to pages of the portal; one that this reader cannot open is left out."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    items = blocks.ListBlock(CardBlock(), label=_("Cards"), min_num=1, max_num=12)

    class Meta:
        label = _("Cards")
        icon = "grip"
        group = _("Highlights")
        template = "portal/blocks/cards.html"
        preview_value = samples.CARDS
        label_format = "{title}"
        description = _("Doors to pages of the portal, side by side.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        items = list(value["items"])
        addresses = find_addresses(items, reading_of(context))
        context["cards"] = [
            {"title": item["title"], "text": item.get("text"), "url": address}
            for item, address in zip(items, addresses, strict=True)
            if address
        ]
        return context


class StepBlock(blocks.StructBlock):
    """A step."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), rows=3, required=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")
        label_format = "{title}"


class StepsBlock(SectionBlock):
    """What comes after what."""

    items = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2)

    class Meta:
        label = _("Steps")
        icon = "list-ol"
        group = _("Highlights")
        template = "portal/blocks/steps.html"
        preview_value = samples.STEPS
        description = _("Numbered steps of a way to do something.")


class DefinitionBlock(blocks.StructBlock):
    """A term and what it means."""

    term = blocks.CharBlock(label=_("Term"), max_length=120)
    definition = blocks.TextBlock(label=_("Definition"), rows=3)

    class Meta:
        icon = "openquote"
        label = _("Definition")
        label_format = "{term}"


class DefinitionsBlock(blocks.StructBlock):
    """Terms and what they mean."""

    items = blocks.ListBlock(DefinitionBlock(), label=_("Definitions"), min_num=1)

    class Meta:
        label = _("Definitions")
        icon = "list-ul"
        group = _("Highlights")
        template = "portal/blocks/definitions.html"
        preview_value = samples.DEFINITIONS
        description = _("Terms and what they mean.")


class FoldBlock(blocks.StructBlock):
    """A question and its answer."""

    title = blocks.CharBlock(label=_("Question or title"), max_length=160)
    text = ProseBlock(label=_("Answer"), features=FLOWING)

    class Meta:
        icon = "collapse-down"
        label = _("Fold")
        label_format = "{title}"


class AccordionBlock(blocks.StructBlock):
    """Answers that open one by one, without any script."""

    items = blocks.ListBlock(FoldBlock(), label=_("Folds"), min_num=1)

    class Meta:
        label = _("Accordion")
        icon = "collapse-down"
        group = _("Highlights")
        template = "portal/blocks/accordion.html"
        preview_value = samples.ACCORDION
        description = _("Questions that open on their answer. Nothing essential should be hidden there.")


class MomentBlock(blocks.StructBlock):
    """Something that happened."""

    date_label = blocks.CharBlock(label=_("Date in words"), max_length=80, help_text=_("“Spring 2020”, “6 February”."))
    date = blocks.CharBlock(
        label=_("Date"),
        required=False,
        search_index=False,
        validators=[is_date],
        help_text=_("For machines, as precise as it is known: “2020”, “2020-02” or “2020-02-06”."),
    )
    text = blocks.TextBlock(label=_("Text"), rows=2, max_length=600)

    class Meta:
        icon = "date"
        label = _("Moment")
        label_format = "{date_label}"


class TimelineBlock(blocks.StructBlock):
    """What happened, in order."""

    items = blocks.ListBlock(MomentBlock(), label=_("Moments"), min_num=1)

    class Meta:
        label = _("Timeline")
        icon = "date"
        group = _("Highlights")
        template = "portal/blocks/timeline.html"
        preview_value = samples.TIMELINE
        description = _("What happened, in order.")

"""Tables whose columns have a type, with a caption that says what they are about."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockValidationError

from portal.blocks import samples


class TableBlock(TypedTableBlock):
    """A table; its first column names the rows."""

    text = blocks.TextBlock(label=_("Text"), rows=2, required=False)
    number = blocks.DecimalBlock(label=_("Number"), required=False)

    class Meta:
        label = _("Table")
        icon = "table"
        group = _("Text")
        template = "portal/blocks/table.html"
        preview_value = samples.TABLE
        description = _("Facts to compare, in columns. The first column names the rows.")

    def clean(self, table: Any) -> Any:
        cleaned = super().clean(table)
        if self.is_deferred_validation:
            return cleaned
        faults = []
        if not str(cleaned.caption or "").strip():
            faults.append(_("Write a caption: it says what the table is about."))
        if len(cleaned.columns) < 2 or not cleaned.row_data:
            faults.append(_("A table has two columns and one row at least."))
        if not all(str(column["heading"]).strip() for column in cleaned.columns[1:]):
            faults.append(_("Give each column a heading; only the first may go without."))
        if faults:
            raise TypedTableBlockValidationError(non_block_errors=faults)
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        numeric = [column["block"].name == "number" for column in value.columns]
        context["headings"] = [
            {"text": column["heading"], "numeric": is_number}
            for column, is_number in zip(value.columns, numeric, strict=True)
        ]
        context["rows"] = [
            [
                {"value": cell, "numeric": heading["numeric"], "heading": heading["text"]}
                for cell, heading in zip(row["values"], context["headings"], strict=True)
            ]
            for row in value.row_data
        ]
        return context

"""Model fields shared by all apps."""

from typing import Any

from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """A StreamField whose blocks stay out of migrations, so that a changed label never makes one (ADR 8)."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        kwargs.pop("block_types", None)
        return name, "portal.fields.StreamField", [[]], kwargs

    def to_python(self, value: Any) -> Any:
        # In a migration the field has no blocks: parsing there would drop every block, so the JSON passes untouched.
        if not self.stream_block.child_blocks:
            return value
        return super().to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        if not self.stream_block.child_blocks:
            return value
        return super().get_prep_value(value)

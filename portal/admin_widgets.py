"""Wagtail's form widgets without their inline scripts, which the content security policy refuses.

Wagtail 8.0.1 starts its choosers and calendars by a `<script>` beside each widget. Here the widget carries the same
call as data attributes instead, and `portal/js/admin/start.js` makes it. `tests/portal/test_admin_csp.py` fails when
Wagtail changes what is replaced.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from wagtailmedia.widgets import AdminMediaChooser

from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput, BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser

CALENDARS = {
    AdminDateInput: ("initDateChooser", "django/forms/widgets/date.html"),
    AdminTimeInput: ("initTimeChooser", "django/forms/widgets/time.html"),
    AdminDateTimeInput: ("initDateTimeChooser", "django/forms/widgets/datetime.html"),
}
# The choosers that Wagtail starts by a function; all others are started by their class.
CHOOSER_FUNCTIONS = {AdminTaskChooser: "createTaskChooser", AdminMediaChooser: "createMediaChooser"}


def start_attributes(starter: str, options: Mapping[str, Any]) -> dict[str, str]:
    """Return the attributes by which the script calls `starter` with the element's id and these options."""
    return {"data-tln-start": starter, "data-tln-options": json.dumps(options)}


def render_chooser(
    self: BaseChooser, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
) -> str:
    """Render the chooser, its hidden field carrying what the script needs.

    Raises TypeError without an id, as Wagtail's own does: nothing would start the chooser.
    """
    if not attrs or "id" not in attrs:
        raise TypeError("A chooser cannot be rendered without an 'id' attribute")
    value_data = self.get_value_data(value)
    options = self.get_js_init_options(attrs["id"], name, value_data)
    return self.render_html(name, value_data, {**attrs, **start_attributes(self.js_constructor, options)})


def _with_start_attributes(
    starter: str, get_context: Callable[..., dict[str, Any]]
) -> Callable[[Any, str, Any, dict[str, Any] | None], dict[str, Any]]:
    def wrapped(self: Any, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = get_context(self, name, value, attrs)
        context["widget"]["attrs"].update(start_attributes(starter, self.get_config()))
        return context

    return wrapped


def replace_inline_scripts() -> None:
    """Make Wagtail's and wagtailmedia's widgets render without inline scripts; once, when the apps are ready."""
    BaseChooser.render = render_chooser
    for chooser, function in CHOOSER_FUNCTIONS.items():
        chooser.js_constructor = function
    for calendar, (starter, template) in CALENDARS.items():
        calendar.get_context = _with_start_attributes(starter, calendar.get_context)
        calendar.template_name = template

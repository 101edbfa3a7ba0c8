"""An editor's form, read from its page as a browser reads it, without the blocks that scripts draw."""

from typing import Any

from bs4 import BeautifulSoup, Tag

from django.test import Client
from django.urls import reverse

from wagtail.models import Page

from portal.fields import StreamField

FormData = dict[str, Any]


def add_address(model: type[Page], parent: Page, action: str = "add") -> str:
    """Return where a page of this type is added below `parent` (or, by `action`, previewed before it exists)."""
    meta = model._meta
    return reverse(f"wagtailadmin_pages:{action}", args=[meta.app_label, meta.model_name, parent.pk])


def edit_address(page: Page, action: str = "edit") -> str:
    return reverse(f"wagtailadmin_pages:{action}", args=[page.pk])


def _value_of(field: Tag) -> Any:
    """Return what the browser sends for a field; None where it sends nothing."""
    if field.name == "textarea":
        return field.get_text().removeprefix("\n")
    if field.name == "select":
        chosen = [option.get("value", option.get_text()) for option in field.select("option[selected]")]
        return chosen if field.has_attr("multiple") else next(iter(chosen), "")
    if field.get("type") in {"checkbox", "radio"}:
        return [field.get("value", "on")] if field.has_attr("checked") else None
    return None if field.get("type") in {"submit", "button", "file"} else field.get("value", "")


def read_form(client: Client, address: str, model: type[Page] | None = None) -> FormData:
    """Return the data of the form at `address`; the StreamFields of `model` are sent empty."""
    form = BeautifulSoup(client.get(address).content, "html.parser").select_one("form[data-edit-form]")
    assert form is not None, f"{address} has no form"
    data: FormData = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        value, name = _value_of(field), str(field["name"])
        if value is not None and field.find_parent("template") is None:
            data[name] = [*data[name], *value] if isinstance(value, list) and name in data else value
    streams = [field.name for field in model._meta.get_fields() if isinstance(field, StreamField)] if model else []
    return data | {f"{name}-count": "0" for name in streams}


def errors_by_field(html: bytes) -> dict[str, str]:
    """Return the messages of a refused form by the field beside which they stand."""
    soup = BeautifulSoup(html, "html.parser")
    found = {}
    for message in soup.select(".w-field__errors .error-message"):
        wrapper = message.find_parent(attrs={"data-field": True}) or message.find_parent(class_="w-field__wrapper")
        field = wrapper.select_one("input[name], select[name], textarea[name]") if wrapper else None
        found[str(field["name"]) if field else ""] = " ".join(message.get_text(" ").split())
    return found

"""Every type of page can be previewed: before its first save, as a draft, and once it is live."""

import pytest
from bs4 import BeautifulSoup

from django.test import Client

from wagtail.models import Page, get_page_models

from accounts.models import User
from tests.support.editing import FormData, add_address, edit_address, read_form
from tests.support.strict import faults_of
from tests.support.tree import House

CREATABLE = [model for model in get_page_models() if model.is_creatable]
PAGE_TYPES = sorted(CREATABLE, key=lambda model: model._meta.label)
MANY = [model for model in PAGE_TYPES if model.max_count is None]
# What the database itself asks of a draft.
REQUIRED = {
    "calls.CallPage": {"opens_at": "2026-12-01 09:00", "closes_at": "2027-01-31 18:00"},
    "resources.VideoClipPage": {"duration": "90"},
}


@pytest.fixture
def editor(loaded_site: House) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("equipe-apercu@example.org"))
    return client


def preview(client: Client, address: str, data: FormData) -> BeautifulSoup:
    """Send the form to its preview, and return the page that the preview shows."""
    sent = client.post(address, data)
    assert sent.json() == {"is_valid": True, "is_available": True}
    shown = client.get(address, {"in_preview_panel": "true"})
    assert shown.status_code == 200
    assert faults_of(shown.content.decode()) == []
    return BeautifulSoup(shown.content, "html.parser")


@pytest.mark.parametrize("model", MANY, ids=lambda model: model._meta.label)
def test_a_page_is_previewed_before_its_first_save_and_as_a_draft(editor: Client, model: type[Page]) -> None:
    parent = next(page for kind in model.allowed_parent_page_models() if (page := kind.objects.first()))
    typed = read_form(editor, add_address(model, parent), model)
    typed |= {"title": "Une page à venir", "slug": "une-page-a-venir", **REQUIRED.get(model._meta.label, {})}

    new = preview(editor, add_address(model, parent, "preview_on_add"), typed)
    assert "Une page à venir" in new.get_text()

    assert editor.post(add_address(model, parent), typed).status_code == 302
    draft = model.objects.get(slug="une-page-a-venir")
    again = preview(editor, edit_address(draft, "preview_on_edit"), read_form(editor, edit_address(draft), model))
    assert "Une page à venir" in again.get_text()
    assert editor.get(edit_address(draft, "view_draft")).status_code == 200


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model._meta.label)
def test_a_live_page_is_previewed(editor: Client, model: type[Page]) -> None:
    page = model.objects.live().first()

    preview(editor, edit_address(page, "preview_on_edit"), read_form(editor, edit_address(page), model))

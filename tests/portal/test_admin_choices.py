"""Several of many things are chosen by check boxes, each known by its label, the chosen ones first."""

import pytest
from bs4 import BeautifulSoup

from django.test import Client

from accounts.models import User
from coalitions.models import MemberPage
from events.models import EventPage
from portal.models import Territory, Theme
from tests.support.editing import edit_address, read_form
from tests.support.tree import House


@pytest.fixture
def editor(loaded_site: House) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("equipe-choix@example.org"))
    return client


@pytest.fixture
def event(loaded_site: House) -> EventPage:
    return EventPage.objects.filter(themes__isnull=False).distinct().earliest("path")


def labels(html: bytes, name: str) -> list[str]:
    boxes = BeautifulSoup(html, "html.parser").select(f"input[type=checkbox][name={name}]")
    return [" ".join(box.find_parent("label").get_text().split()) for box in boxes]  # type: ignore[union-attr]  # each has its label


def test_every_choice_is_offered_by_a_name_of_its_own(editor: Client, event: EventPage) -> None:
    html = editor.get(edit_address(event)).content

    for name, model in {"themes": Theme, "territories": Territory, "organisers": MemberPage}.items():
        offered = labels(html, name)
        assert len(offered) == len(set(offered)) == model.objects.count(), name
    assert b"<select multiple" not in html


def test_what_is_chosen_comes_first_and_under_a_name(editor: Client, event: EventPage) -> None:
    soup = BeautifulSoup(editor.get(edit_address(event)).content, "html.parser")
    boxes = soup.select("input[type=checkbox][name=themes]")
    chosen = {str(theme.pk) for theme in event.themes.all()}

    assert {box["value"] for box in boxes[: len(chosen)]} == chosen
    assert all(box.has_attr("checked") == (box["value"] in chosen) for box in boxes)
    group = soup.select_one("#id_themes legend")
    assert group is not None
    assert group.get_text(strip=True)


def test_a_choice_is_saved_and_a_wrong_one_refused(editor: Client, event: EventPage) -> None:
    data = read_form(editor, edit_address(event)) | {"description-count": "0"}
    theme, place = Theme.objects.last(), Territory.objects.last()
    assert theme is not None
    assert place is not None

    saved = editor.post(edit_address(event), data | {"themes": [theme.pk], "territories": [place.pk]})
    draft = EventPage.objects.get(pk=event.pk).get_latest_revision_as_object()
    refused = editor.post(edit_address(event), data | {"themes": ["999999"]})

    assert saved.status_code == 302
    assert list(draft.themes.all()) == [theme]
    assert list(draft.territories.all()) == [place]
    assert refused.status_code == 200
    assert "themes" in refused.context["form"].errors

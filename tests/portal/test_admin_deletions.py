"""What is still in use is not deleted, and the editor is told why."""

import pytest

from django.test import Client
from django.urls import reverse

from accounts.models import User
from portal.models import PortalMedia, Territory, Theme
from resources.models import VideoClipPage
from tests.portal.factories import MediaFactory
from tests.support.tree import House


@pytest.fixture
def editor(loaded_site: House) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("equipe-retrait@example.org"))
    return client


def test_a_film_that_a_clip_shows_stays(editor: Client) -> None:
    clip = VideoClipPage.objects.filter(film__isnull=False).first()
    assert clip is not None

    answer = editor.post(reverse("wagtailmedia:delete", args=[clip.film_id]), follow=True)

    assert answer.status_code == 200
    assert "encore ce film" in answer.content.decode()
    assert PortalMedia.objects.filter(pk=clip.film_id).exists()


def test_a_film_that_nothing_shows_goes(editor: Client) -> None:
    film = MediaFactory()

    assert editor.post(reverse("wagtailmedia:delete", args=[film.pk])).status_code == 302
    assert not PortalMedia.objects.filter(pk=film.pk).exists()


@pytest.mark.parametrize("model", [Theme, Territory])
def test_a_theme_or_a_territory_with_narrower_ones_stays(editor: Client, model: type[Theme | Territory]) -> None:
    broad = model.objects.filter(children__isnull=False).first()
    assert broad is not None

    answer = editor.post(reverse(f"wagtailsnippets_portal_{model._meta.model_name}:delete", args=[broad.pk]))

    assert answer.status_code < 500
    assert model.objects.filter(pk=broad.pk).exists()

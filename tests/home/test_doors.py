"""Doors by public: three things to do, in a page that is never empty and names nothing hidden."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from wagtail.models import PageViewRestriction

from accounts.models import User
from home.models import DoorAction, PublicDoor, Situation
from tests.calls.factories import CallPageFactory
from tests.coalitions.factories import CoalitionPageFactory, MemberPageFactory
from tests.events.factories import EventPageFactory, OccurrenceFactory
from tests.home.factories import (
    DoorActionFactory,
    DoorSituationFactory,
    PublicDoorFactory,
    SituationFactory,
    SituationPickFactory,
)
from tests.portal.factories import ThemeFactory
from tests.resources.factories import VideoClipPageFactory
from tests.support.queries import queries_of
from tests.support.reading import words_of
from tests.support.strict import faults_of

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def open_door(client, door):
    answer = client.get(door.get_absolute_url())
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def about(page, theme):
    page.themes.set([theme])
    page.save_revision().publish()
    return page


def things(soup):
    return [words_of(title) for title in soup.select(".thing .card-title")]


def test_a_door_offers_three_things_its_situations_and_the_other_doors(client, house):
    door, other = PublicDoorFactory(falc="Vous aidez."), PublicDoorFactory(menu_title="Jeune")
    PublicDoorFactory(menu_title="En projet", live=False)
    for title in ("Un", "Deux", "Trois"):
        DoorActionFactory(door=door, title=title, target=MemberPageFactory())
    situation = SituationFactory()
    DoorSituationFactory(door=door, situation=situation)
    DoorSituationFactory(door=door, situation=SituationFactory(live=False, question="Cachée"))
    soup = open_door(client, door)
    assert things(soup) == ["Un", "Deux", "Trois"]
    assert words_of(soup.h1) == door.title
    assert [link["href"] for link in soup.select(".situation-link")] == [f"/ma-situation/?situation={situation.slug}"]
    assert [link["href"] for link in soup.select(".public-door")] == [other.get_absolute_url()]
    assert words_of(soup.select_one(".falc p")) == "Vous aidez."
    assert "Cachée" not in str(soup)


def test_what_is_hidden_is_replaced_not_named(client, house):
    theme = ThemeFactory()
    door = PublicDoorFactory(themes=[theme], coalition=CoalitionPageFactory(title="Secrète", live=False))
    hidden = MemberPageFactory(title="Réservée")
    for target in (hidden, MemberPageFactory(title="Brouillon", live=False), MemberPageFactory(title="Ouverte")):
        DoorActionFactory(door=door, title=f"Vers {target.title}", target=target)
    DoorAction.objects.create(door=door, title="Plus tard", text="Plus tard.", reference="spaces/entraide")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for number in range(4):
        about(VideoClipPageFactory(title=f"Clip {number}"), theme)
    soup = open_door(client, door)
    assert len(things(soup)) == 3
    assert things(soup)[0] == "Vers Ouverte"
    for word in ("Réservée", "Brouillon", "Plus tard", "Secrète"):
        assert word not in str(soup)
    # A clip that became a thing to do is not shown twice.
    shown = [words_of(title) for title in soup.select(".clip .card-title")]
    assert not set(shown) & set(things(soup))


def test_a_door_shows_what_is_next_on_its_themes(client, house):
    theme = ThemeFactory()
    door = PublicDoorFactory(themes=[theme])
    for days in (-2, 5, 3):
        event = EventPageFactory(title=f"Dans {days} jours")
        moment = timezone.now() + timedelta(days=days)
        OccurrenceFactory(event=event, starts_at=moment, ends_at=moment)
        about(type(event).objects.get(pk=event.pk), theme)
    soup = open_door(client, door)
    assert [words_of(title) for title in soup.select(".event .card-title")] == ["Dans 3 jours", "Dans 5 jours"]


def test_a_demonstration_call_warns_at_a_door(client, house):
    now = timezone.now()
    call = CallPageFactory(
        opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1), is_demo=True, disclaimer="Fictif."
    )
    door = PublicDoorFactory()
    DoorActionFactory(door=door, target=call)
    words = words_of(open_door(client, door).select_one(".thing"))
    assert "exemple" in words
    assert "Fictif." in words


def test_a_door_without_anything_still_opens(client, house):
    soup = open_door(client, PublicDoorFactory())
    assert not soup.select(".thing, .event, .clip")
    # Nobody is to be written to as long as the house has given no address.
    assert words_of(soup.select_one("#reach h2")) == "Besoin d’aide ?"
    assert soup.select_one("#reach a[href='tel:3939']")


@pytest.mark.parametrize("slug", ["nulle-part", "brouillon", "perimee"])
def test_a_door_that_is_not_there_is_not_found(client, house, slug):
    PublicDoorFactory(slug="brouillon", live=False)
    PublicDoorFactory(slug="perimee", expire_at=timezone.now() - timedelta(seconds=1))
    assert client.get(f"/vous-etes/{slug}/").status_code == 404


def test_a_door_keeps_within_its_budget(client, house):
    theme = ThemeFactory()
    door = PublicDoorFactory(themes=[theme], coalition=CoalitionPageFactory())
    DoorActionFactory(door=door, target=MemberPageFactory())

    def count():
        cache.clear()
        return len(queries_of(lambda: client.get(door.get_absolute_url())))

    DoorSituationFactory(door=door)
    PublicDoorFactory()
    count()
    few = count()
    for _number in range(4):
        DoorSituationFactory(door=door)
        PublicDoorFactory(coalition=CoalitionPageFactory())
        about(VideoClipPageFactory(), theme)
    assert count() == few <= 15


def test_the_house_shows_its_doors(client, house):
    door = PublicDoorFactory(menu_title="Senior")
    PublicDoorFactory(menu_title="Invisible", live=False)
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    assert [link["href"] for link in soup.select(".public-door")] == [door.get_absolute_url()]
    assert soup.select_one("main a.situation-entry")["href"] == "/ma-situation/"


def test_the_sitemap_lists_the_ways_in(client, house):
    door, hidden = PublicDoorFactory(), PublicDoorFactory(live=False)
    text = client.get("/sitemap.xml").content.decode()
    assert "/ma-situation/</loc>" in text
    assert f"{door.get_absolute_url()}</loc>" in text
    assert hidden.get_absolute_url() not in text


def typed_form(client, address):
    """Return the data of an editor's form, as its page gives it."""
    form = BeautifulSoup(client.get(address).content, "html.parser").select_one("form[data-edit-form]")
    fields = [field for field in form.select("input[name], textarea[name]") if field.find_parent("template") is None]
    return {
        field["name"]: field.get_text().strip() if field.name == "textarea" else field.get("value", "")
        for field in fields
        if field.get("type") not in {"checkbox", "submit"} and "__prefix__" not in field["name"]
    }


def address_of(made, name):
    return reverse(type(made).snippet_viewset.get_url_name(name), args=[made.pk])


def test_the_same_page_twice_is_a_message_not_an_error(admin_client, house):
    made = SituationFactory()
    for _number in range(2):
        SituationPickFactory(situation=made, target=MemberPageFactory())
    data = typed_form(admin_client, address_of(made, "edit"))
    data["picks-1-target"] = data["picks-0-target"]
    answer = admin_client.post(address_of(made, "edit"), data | {"action-publish": "action-publish"})
    assert answer.status_code == 200
    assert made.picks.values("target").distinct().count() == 2


def test_two_things_to_do_are_not_enough(admin_client, house):
    door = PublicDoorFactory()
    for _number in range(3):
        DoorActionFactory(door=door, target=MemberPageFactory())
    data = typed_form(admin_client, address_of(door, "edit")) | {"actions-2-DELETE": "on"}
    assert admin_client.post(address_of(door, "edit"), data | {"action-publish": "x"}).status_code == 200
    assert door.actions.count() == 3


@pytest.mark.parametrize("model", [Situation, PublicDoor])
def test_editors_list_edit_and_preview(admin_client, house, model):
    if model is Situation:
        made = SituationFactory()
        SituationPickFactory(situation=made, target=MemberPageFactory())
    else:
        made = PublicDoorFactory()
        for _number in range(3):
            DoorActionFactory(door=made, target=MemberPageFactory())
    names = {name: model.snippet_viewset.get_url_name(name) for name in ("list", "add")}
    assert admin_client.get(reverse(names["list"])).status_code == 200
    assert admin_client.get(reverse(names["add"])).status_code == 200
    edit = address_of(made, "edit")
    data = typed_form(admin_client, edit)
    preview = address_of(made, "preview_on_edit")
    assert admin_client.post(preview, data).json() == {"is_valid": True, "is_available": True}
    shown = admin_client.get(preview, {"in_preview_panel": "true"})
    assert shown.status_code == 200
    assert faults_of(shown.content.decode()) == []
    assert str(made) in shown.content.decode()
    saved = admin_client.post(edit, data | {"action-publish": "action-publish"})
    assert saved.status_code == 302
    made.refresh_from_db()
    assert made.live
    assert made.latest_revision_id


@pytest.fixture
def admin_client(client):
    client.force_login(User.objects.create_superuser("equipe-portes@example.org"))
    return client

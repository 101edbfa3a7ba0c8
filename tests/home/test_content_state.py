"""The digest by which the loader knows that an editor was there."""

import pytest

from coalitions.models import CoalitionPage, MemberPage
from home.content import state
from home.content.state import states_of
from portal.models import Theme
from tests.coalitions.factories import (
    CoalitionMembershipFactory,
    CoalitionPageFactory,
    KeyFigureFactory,
    MemberPageFactory,
)
from tests.portal.factories import ThemeFactory
from tests.support.tree import House

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def digest_of(page: MemberPage) -> str:
    return states_of(MemberPage, [page.pk])[page.pk]


def test_each_thing_that_an_editor_may_change_changes_the_digest(house: House) -> None:
    page = MemberPageFactory(title="Kawaa")
    seen = {digest_of(page)}

    def changes() -> bool:
        before = len(seen)
        seen.add(digest_of(page))
        return len(seen) > before

    page.title = "Kawaa, autrement"
    page.save()
    assert changes()
    page.themes = [ThemeFactory()]
    page.save()
    assert changes()
    figure = KeyFigureFactory(page=page)
    assert changes()
    figure.value = 13
    figure.save()
    assert changes()
    page.refresh_from_db()
    page.save_revision()
    assert changes()
    page.move(house.home, pos="last-child")
    page.refresh_from_db()
    assert changes()


def test_what_happens_around_a_page_does_not_change_its_digest(house: House) -> None:
    page = MemberPageFactory()
    before = digest_of(page)

    CoalitionMembershipFactory(association=page)
    MemberPageFactory()
    house.members.slug = "annuaire"
    house.members.save()

    assert digest_of(page) == before


def test_a_column_that_a_migration_adds_does_not_change_the_digest(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = CoalitionPageFactory()
    now = states_of(CoalitionPage, [page.pk])
    columns = state._columns
    later = {"gathers_coalitions", "hue_name", "code_of_conduct", "members_count_approx", "members_note"}
    monkeypatch.setattr(state, "_columns", lambda model, left_out=(): columns(model, {*left_out, *later}))

    assert states_of(CoalitionPage, [page.pk]) == now


def test_what_is_gone_has_no_state(db: None) -> None:
    theme = ThemeFactory()
    pk = theme.pk
    theme.delete()

    assert states_of(Theme, [pk]) == {}

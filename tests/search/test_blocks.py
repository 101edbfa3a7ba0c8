"""Blocks that read the projection: what they show, to whom, and nothing when there is nothing."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from search.blocks import FeedBlock
from search.enums import EntryKind
from tests.support.bodies import body_of, errors_of, feed, make_entry, show
from tests.support.strict import faults_of


@pytest.mark.data
def test_a_feed_shows_what_is_public_and_no_more_than_asked(house):
    for number in range(5):
        make_entry(number)
    make_entry(9, audience="team")
    html = show(body_of(("feed", feed("clip", 4))))
    titles = [link.get_text() for link in BeautifulSoup(html, "html.parser").select("h3 a")]
    assert titles == [f"Titre {number}" for number in range(4)]


@pytest.mark.data
def test_a_feed_of_events_and_calls_shows_what_is_ahead(house):
    before, after = datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    make_entry(1, EntryKind.EVENT, starts_at=before, ends_at=before)
    make_entry(2, EntryKind.EVENT, starts_at=after, ends_at=after)
    make_entry(3, EntryKind.CALL, starts_at=before, ends_at=after)
    make_entry(4, EntryKind.CALL, starts_at=after, ends_at=after)
    html = show(body_of(("feed", feed("event")), ("feed", feed("call"))))
    titles = [link.get_text() for link in BeautifulSoup(html, "html.parser").select("h3 a")]
    assert titles == ["Titre 2", "Titre 3"]
    assert not faults_of(html)


def test_what_has_nothing_to_show_leaves_no_trace(house):
    body = body_of(("feed", feed("clip")), ("coalitions", {"title": "Cinq coalitions", "text": ""}))
    assert not show(body).strip()
    make_entry(1)
    assert not str(body_of(("feed", feed("clip")))).strip()  # no request, no moment: nothing is read


def test_the_link_of_a_feed_is_an_address_of_the_site(house):
    make_entry(1)
    html = show(body_of(("feed", feed("clip", page=house.resources.pk, link_label="Tous les clips"))))
    link = BeautifulSoup(html, "html.parser").select_one(".section-title a")
    assert (link["href"], link.get_text(strip=True)) == (f"/{house.resources.slug}/", "Tous les clips")
    block = FeedBlock()
    assert errors_of(block, feed("clip", link_label="Tous")) == {"page"}
    assert errors_of(block, feed("clip", limit=50)) == {"limit"}

"""What tests of search share."""

from datetime import UTC, datetime

import pytest

from portal.readers import PUBLIC, SIGNED_IN, TEAM, Reader, group_token
from search.sources import register, unregister

AT = datetime(2027, 1, 8, 9, 0, tzinfo=UTC)


def reader_with(*tokens: str) -> Reader:
    """Return a signed-in reader with these tokens besides what everybody signed in has."""
    return Reader(user_id=1, audiences=frozenset({PUBLIC, SIGNED_IN, *tokens}))


def member_of(group_id: int) -> Reader:
    return reader_with(group_token(group_id))


TEAM_READER = reader_with(TEAM)


@pytest.fixture
def registered():
    """Register sources for one test: `registered(source)`."""
    held = []

    def add(source):
        register(source)
        held.append(source)
        return source

    yield add
    for source in held:
        unregister(source)

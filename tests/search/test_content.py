"""Everything that the content brings is found by its own title, near the top."""

import pytest

from portal.readers import ANONYMOUS
from search.engine import search
from search.models import Entry
from search.services import sync
from tests.support.loaded import LOADED_AT

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def test_every_entry_is_found_by_its_title(loaded_site):
    missed = []
    for entry in Entry.objects.visible_to(ANONYMOUS, LOADED_AT).order_by("pk"):
        hits = search(entry.title, reader=ANONYMOUS, at=LOADED_AT).hits
        if entry.pk not in [hit.entry.pk for hit in hits[:3]]:
            missed.append(f"{entry.kind} {entry.title}")
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("words", ["xyzzy plugh", "wxcvbn", "zzzz qqqq", "blorg", "'\"*", "🎉"])
def test_nonsense_finds_nothing(loaded_site, words):
    assert search(words, reader=ANONYMOUS, at=LOADED_AT).total == 0


def test_the_loader_leaves_nothing_to_repair(loaded_site):
    assert sync(at=LOADED_AT).repaired == 0

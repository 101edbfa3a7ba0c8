"""Every list asks as much of the database for sixty rows as for three, and takes anything for a parameter."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from django.core.cache import cache
from django.utils import timezone

from search.enums import TermName
from search.services import sync
from search.signals import projecting_later
from tests.calls.factories import CallPageFactory
from tests.coalitions.factories import (
    CoalitionMembershipFactory,
    CoalitionPageFactory,
    MemberPageFactory,
    ProjectPageFactory,
    ProjectPartnerFactory,
)
from tests.events.factories import EventPageFactory, OccurrenceFactory
from tests.portal.factories import TerritoryFactory, ThemeFactory
from tests.resources.factories import (
    ArticlePageFactory,
    KitPageFactory,
    PublicationPageFactory,
    SeriesFactory,
    VideoClipPageFactory,
)
from tests.support.queries import queries_of
from tests.support.size import chosen_size
from tests.support.strict import StrictClient

PLACES = ("/coalitions/", "/membres/", "/agenda/", "/ressources/", "/appels/", "/recherche/")
LISTS = (
    *PLACES[:-1],
    "/agenda/?vue=passes",
    "/agenda/?vue=mois",
    "/ressources/?kind=clip",
    "/ressources/?kind=article&q=article",
    "/membres/?kind=membre",
    "/recherche/?q=rencontre",
    "/recherche/?kind=clip",
)
LIMIT = 15
# A page of a list holds 12: beyond, only the count can grow.
ROWS = {"small": 15, "ci": 60, "long": 60}


def fill(number):
    """Add as many of each kind of page, each with a theme, a place, a coalition and an association."""
    now = timezone.now()
    with projecting_later():
        for place in range(number):
            labels = {"themes": [ThemeFactory()], "territories": [TerritoryFactory()]}
            coalition, member = CoalitionPageFactory(), MemberPageFactory(**labels)
            CoalitionMembershipFactory(coalition=coalition, association=member)
            project = ProjectPageFactory(coalition=coalition, pilot=member)
            ProjectPartnerFactory(project=project, organisation=MemberPageFactory())
            for moment in (now + timedelta(hours=place + 1), now - timedelta(days=2, hours=place)):
                event = EventPageFactory(coalition=coalition, organisers=[member], **labels)
                OccurrenceFactory(event=event, starts_at=moment, ends_at=moment + timedelta(hours=1))
            VideoClipPageFactory(pilot=member, project=project, series=SeriesFactory(), **labels)
            KitPageFactory(coalition=coalition, organisations=[member], **labels)
            PublicationPageFactory(coalition=coalition, organisations=[member], **labels)
            ArticlePageFactory(coalitions=[coalition], organisations=[member], **labels)
            for days in (-9, 9, 30):
                opens_at = now + timedelta(days=days)
                CallPageFactory(
                    coalition=coalition, pilot=member, opens_at=opens_at, closes_at=opens_at + timedelta(days=6)
                )
    sync(at=now)


def ask(client, monkeypatch):
    """Return the statements of each list, uncached and warm.

    The clock stands still: what is kept is kept for a minute, and a slow machine may let one turn in between.
    """
    asked, moment = {}, timezone.now()
    with monkeypatch.context() as still:
        still.setattr("django.utils.timezone.now", lambda: moment)
        for path in LISTS:
            cache.clear()
            client.get(path)  # What the process keeps for good, such as content types, is read once.
            cache.clear()
            for state in ("uncached", "warm"):
                asked[path, state] = queries_of(lambda path=path: client.get(path))
    return asked


@pytest.mark.django_db
@pytest.mark.data
def test_every_list_asks_as_many_queries_for_many_rows_as_for_3(client, house, monkeypatch):
    rows = ROWS[chosen_size()]
    fill(3)
    few = ask(client, monkeypatch)
    fill(rows - 3)
    many = ask(client, monkeypatch)
    faults = [
        f"{path} {state}: {len(few[path, state])} at 3 rows, {len(statements)} at {rows}\n" + "\n".join(statements)
        for (path, state), statements in many.items()
        if len(statements) != len(few[path, state]) or len(statements) > LIMIT
    ]
    assert not faults, "\n".join(faults)


OWN = ("q", "page", "kind", "vue", "mois", "start", "end", "t")
NAMES = st.sampled_from((*OWN, *(str(name).replace("-", "_") for name in TermName)))
DATES = ("2026-13", "0000-00", "9999-12", "31/02/2026", "2026-02-31")
NUMBERS = ("", "0", "-1", "1e9", "99999999999999999999", "NaN", "null")
CODE = ("%00", "\x00", "'", '"', "<script>alert(1)</script>", "../../etc", "* OR NEAR(", "é" * 300)
VALUES = st.one_of(st.text(max_size=40), st.sampled_from((*DATES, *NUMBERS, *CODE)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PLACES), asked=st.lists(st.tuples(NAMES, VALUES), max_size=5))
def test_a_list_takes_any_parameter(loaded_site, path, asked):
    query = urlencode(asked, errors="surrogatepass")
    # Strict about its HTML: what was asked comes back escaped.
    assert StrictClient().get(f"{path}?{query}").status_code == 200, query

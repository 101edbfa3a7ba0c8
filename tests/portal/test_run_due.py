"""Work that is due: done once, in time or late."""

from datetime import timedelta

import pytest

from django.core.management import CommandError, call_command
from django.utils import timezone

from home.models import StandardPage
from portal import due
from portal.due_jobs import publish_and_expire
from tests.home.factories import StandardPageFactory
from tests.support.tree import House

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def scheduled(house: House, days: int) -> StandardPage:
    """Return a draft whose publication is `days` from now (negative: it should have been out already)."""
    page: StandardPage = StandardPageFactory(parent=house.home, live=False)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() + timedelta(days=days)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    return page


def test_a_page_goes_live_when_its_time_has_come(house: House) -> None:
    due_page, later = scheduled(house, -1), scheduled(house, 1)
    assert publish_and_expire(timezone.now()) == 1
    due_page.refresh_from_db()
    later.refresh_from_db()
    assert (due_page.live, later.live) == (True, False)


def test_three_missed_days_are_caught_up_and_a_second_run_does_nothing(house: House) -> None:
    late = scheduled(house, -3)
    old: StandardPage = StandardPageFactory(parent=house.home)
    StandardPage.objects.filter(pk=old.pk).update(expire_at=timezone.now() - timedelta(days=3))
    at = timezone.now()
    assert publish_and_expire(at) == 2
    late.refresh_from_db()
    old.refresh_from_db()
    assert (late.live, old.live, old.expired) == (True, False, True)
    revisions = late.revisions.count()
    assert publish_and_expire(at) == 0
    assert late.revisions.count() == revisions


def test_one_failing_job_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def fails(at: object) -> int:
        raise RuntimeError("broken")

    jobs = {"a": due.DueJob("a", fails), "b": due.DueJob("b", lambda at: done.append("b") or 1)}
    monkeypatch.setattr(due, "_jobs", jobs)
    with pytest.raises(CommandError, match=r"a\."):
        call_command("run_due")
    assert done == ["b"]

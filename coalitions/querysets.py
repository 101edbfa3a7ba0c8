"""Reads of coalitions' own records."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from coalitions.enums import MEMBER_ROLES

if TYPE_CHECKING:
    from coalitions.models import CoalitionMembership  # noqa: F401 - names the row


class CoalitionMembershipQuerySet(models.QuerySet["CoalitionMembership"]):
    """Memberships of associations in coalitions."""

    def current(self, on: date) -> Self:
        """Return those that hold on the day `on`."""
        return self.filter(Q(since__isnull=True) | Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on))

    def of_members(self) -> Self:
        """Return those whose role makes a member; any other role is a partner of the coalition."""
        return self.filter(role__in=MEMBER_ROLES)

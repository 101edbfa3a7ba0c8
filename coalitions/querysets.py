"""Reads of coalitions' own records."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from coalitions.enums import MEMBER_ROLES

if TYPE_CHECKING:
    from coalitions.models import CoalitionMembership, KeyFigure  # noqa: F401 - name the rows


class CoalitionMembershipQuerySet(models.QuerySet["CoalitionMembership"]):
    """Memberships of associations in coalitions."""

    def current(self, on: date) -> Self:
        """Return those that hold on the day `on`."""
        return self.filter(Q(since__isnull=True) | Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on))

    def of_members(self) -> Self:
        """Return those whose role makes a member; any other role is a partner of the coalition."""
        return self.filter(role__in=MEMBER_ROLES)


class KeyFigureQuerySet(models.QuerySet["KeyFigure"]):
    """Key figures by whether they may be shown without a word of caution."""

    def with_source(self) -> Self:
        """Return those that say who counted."""
        return self.filter(source__regex=r"\S")

    def in_force(self, on: date) -> Self:
        """Return those with a source whose review is not past on the day `on`: only these reach the home page."""
        return self.with_source().filter(review_on__gte=on)

    def to_review(self, on: date) -> Self:
        """Return the others: shown by their own page only, with a word of caution."""
        return self.filter(~Q(source__regex=r"\S") | Q(review_on__lt=on))

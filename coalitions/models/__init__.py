"""Models of coalitions, their members and their projects."""

from coalitions.models.coalition import (
    CoalitionIndexPage,
    CoalitionLink,
    CoalitionMembership,
    CoalitionMilestone,
    CoalitionPage,
    CoalitionPrinciple,
    KeyFigure,
)
from coalitions.models.member import MemberIndexPage, MemberPage
from coalitions.models.project import ProjectFunding, ProjectPage, ProjectPartner

__all__ = [
    "CoalitionIndexPage",
    "CoalitionLink",
    "CoalitionMembership",
    "CoalitionMilestone",
    "CoalitionPage",
    "CoalitionPrinciple",
    "KeyFigure",
    "MemberIndexPage",
    "MemberPage",
    "ProjectFunding",
    "ProjectPage",
    "ProjectPartner",
]

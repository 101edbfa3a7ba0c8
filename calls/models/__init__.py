"""Models of calls."""

from calls.models.call import CallIndexPage, CallPage
from calls.models.parts import (
    Benefit,
    CalendarStep,
    CallQuestion,
    Criterion,
    EligibilityRule,
    RequiredDocument,
    SupportMilestone,
)

__all__ = [
    "Benefit",
    "CalendarStep",
    "CallIndexPage",
    "CallPage",
    "CallQuestion",
    "Criterion",
    "EligibilityRule",
    "RequiredDocument",
    "SupportMilestone",
]

"""Models of the home page, the editorial pages, the situations and the doors by public."""

from home.models.doors import DoorAction, DoorSituation, PublicDoor
from home.models.pages import GlossaryEntry, HomePage, StandardPage
from home.models.situations import Situation, SituationPick, SituationUrgency

__all__ = [
    "DoorAction",
    "DoorSituation",
    "GlossaryEntry",
    "HomePage",
    "PublicDoor",
    "Situation",
    "SituationPick",
    "SituationUrgency",
    "StandardPage",
]

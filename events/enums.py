"""Codes of events (those of `content/`)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    """What sort of meeting it is."""

    WEBINAR = "webinaire", _("webinar")
    MEETING = "rencontre", _("meeting")
    WORKSHOP = "atelier", _("workshop")
    DAY = "journee", _("one-day event")
    MILESTONE = "jalon", _("milestone")
    TRAINING = "formation", _("training")
    WORKING_GROUP = "travaux", _("working session")
    FAIR = "salon", _("fair")
    SEMINAR = "seminaire", _("seminar")
    LARGE = "grand-evenement", _("large event")
    FORUM = "forum", _("forum")
    VISIT = "visite", _("visit")
    OPEN_DOORS = "portes-ouvertes", _("open house")
    SCREENING = "projection", _("screening")


class AgendaView(models.TextChoices):
    """How the agenda is shown; codes stand in the address."""

    UPCOMING = "a-venir", _("To come")
    MONTH = "mois", _("By month")
    PAST = "passes", _("Past")


class Attendance(models.TextChoices):
    """How one takes part; an event on site and online has both."""

    ON_SITE = "sur-place", _("on site")
    ONLINE = "en-ligne", _("online")

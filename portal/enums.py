"""Codes of the portal; labels are for people and may change without a migration."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Hue(models.TextChoices):
    """The eight named hues of the palette; each is a CSS class, never a free colour."""

    BRIQUE = "brique", _("brick")
    OCEAN = "ocean", _("ocean")
    PRUNE = "prune", _("plum")
    SOLEIL = "soleil", _("sun")
    FORET = "foret", _("forest")
    ARDOISE = "ardoise", _("slate")
    LAGUNE = "lagune", _("lagoon")
    FRAMBOISE = "framboise", _("raspberry")


class TerritoryKind(models.TextChoices):
    """Kinds of territory, from the widest to the narrowest."""

    COUNTRY = "pays", _("country")
    ONLINE = "en-ligne", _("online")
    REGION = "region", _("region")
    DEPARTMENT = "departement", _("department")
    COMMUNE = "commune", _("commune")
    BASIN = "bassin", _("local area")
    PERIMETER = "perimetre", _("perimeter of an organisation")


class DatePrecision(models.TextChoices):
    """How precisely a date is known."""

    MINUTE = "minute", _("to the minute")
    DAY = "day", _("day")
    MONTH = "month", _("month")
    SEASON = "season", _("season")
    YEAR = "year", _("year")
    UNKNOWN = "unknown", _("unknown")


class PageKind(models.TextChoices):
    """Kinds of editorial page."""

    ABOUT = "about", _("about")
    METHOD = "method", _("method")
    STANDARD = "standard", _("ordinary")
    LEGAL = "legal", _("legal")
    GLOSSARY = "glossary", _("glossary")

"""Codes of resources (those of `content/`)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicationKind(models.TextChoices):
    """What sort of publication it is."""

    BOOK = "livre", _("book")
    COLLECTION = "collection", _("collection")
    KIT = "kit", _("kit")
    CHARTER = "charte", _("charter")
    TOOL = "fiche-outil", _("tool sheet")
    GUIDE = "guide", _("guide")
    TRAINING = "formation", _("training course")
    VIDEO_SERIES = "serie-video", _("series of films")


class ArticleKind(models.TextChoices):
    """What sort of article it is."""

    STORY = "recit", _("story")
    NEWS = "actualite", _("news")
    METHOD = "methode", _("method")
    FEEDBACK = "retour-d-experience", _("lessons learnt")

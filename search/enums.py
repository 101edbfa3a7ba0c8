from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EntryKind(TextChoices):
    COALITION = "coalition", _("Coalition")
    MEMBER = "member", _("Organisation")
    PROJECT = "project", _("Project")
    EVENT = "event", _("Event")
    CLIP = "clip", _("Clip")
    KIT = "kit", _("Kit")
    PUBLICATION = "publication", _("Publication")
    ARTICLE = "article", _("Article")
    CALL = "call", _("Call")
    PAGE = "page", _("Page")


PLURALS = {
    EntryKind.COALITION: _("Coalitions"),
    EntryKind.MEMBER: _("Organisations"),
    EntryKind.PROJECT: _("Projects"),
    EntryKind.EVENT: _("Events"),
    EntryKind.CLIP: _("Clips"),
    EntryKind.KIT: _("Kits"),
    EntryKind.PUBLICATION: _("Publications"),
    EntryKind.ARTICLE: _("Articles"),
    EntryKind.CALL: _("Calls"),
    EntryKind.PAGE: _("Pages"),
}


class TermName(TextChoices):
    """What an entry can be filtered by. Values are codes and slugs; their labels live with what they name."""

    AUDIENCE = "audience", _("Audience")
    THEME = "theme", _("Theme")
    TERRITORY = "territory", _("Territory")
    COALITION = "coalition", _("Coalition")
    ASSOCIATION = "association", _("Association")
    PROJECT = "project", _("Project")
    TAG = "tag", _("Tag")
    SERIES = "series", _("Series")
    ORGANISATION_KIND = "organisation-kind", _("Kind of organisation")
    EVENT_KIND = "event-kind", _("Kind of event")
    FEATURE = "feature", _("Feature")


class SynonymKind(TextChoices):
    EQUIVALENT = "equivalent", _("Each finds the others")
    ONE_WAY = "oneway", _("One way only")

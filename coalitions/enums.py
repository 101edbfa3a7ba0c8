"""Codes of coalitions, members and projects (those of `content/`)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganisationKind(models.TextChoices):
    """What an organisation is to the alliance; members come first."""

    MEMBER = "membre", _("member")
    MAIN_PARTNER = "partenaire-privilegie", _("main partner")
    PARTNER = "partenaire", _("partner")
    LINKED = "structure-liee", _("linked organisation")
    VOLUNTEERS = "reseau-benevoles", _("network of volunteers")
    THINK_TANK = "espace-de-reflexion", _("think tank")
    INSTITUTION = "institution", _("public institution")
    PUBLISHER = "editeur", _("publisher")


class MembershipRole(models.TextChoices):
    """Role of an association in a coalition."""

    MEMBER = "membre", _("member")
    HOST = "animateur", _("facilitator")
    COORDINATOR = "coordinateur", _("coordinator")
    MAIN_PARTNER = "partenaire-privilegie", _("main partner")
    PARTNER = "partenaire", _("partner")
    PUBLIC_PARTNER = "partenaire-public", _("public partner")
    POSSIBLE_FUNDER = "financeur-possible", _("possible funder")
    SUPPORTED_NETWORK = "reseau-soutenu", _("supported network")
    THINK_TANK = "espace-de-reflexion", _("think tank")
    LINKED = "structure-liee", _("linked organisation")


MEMBER_ROLES = frozenset({MembershipRole.MEMBER, MembershipRole.HOST, MembershipRole.COORDINATOR})


class Completeness(models.TextChoices):
    """How much an organisation's page says."""

    COMPLETE = "complete", _("complete")
    MINIMAL = "minimale", _("short: the organisation is invited to complete it")


class ProjectStatus(models.TextChoices):
    """Where a project stands (about 2021 for the loaded ones)."""

    STARTED = "engage", _("started")
    DONE = "realise", pgettext_lazy("state of a project", "done")
    COOPERATION = "cooperation", _("cooperation grown beside the common projects")
    INTENDED = "perspective", _("intended")


STATUS_MEANING = {
    ProjectStatus.STARTED: _("The work has begun: people and means are committed."),
    ProjectStatus.DONE: _("The work is done: what it produced remains available."),
    ProjectStatus.COOPERATION: _("Nobody had planned it: it grew between members, beside their common projects."),
    ProjectStatus.INTENDED: _("An intention: the work has not begun."),
}


class PartnerRole(models.TextChoices):
    """What an organisation brings to a project."""

    CONTRIBUTOR = "contributor", _("contributor")
    PARTNER = "partner", _("partner")


class FundingKind(models.TextChoices):
    """Where a project's money comes from."""

    ACTIVITY = "activity", _("own activity")
    PUBLIC = "public", _("public")
    PARAPUBLIC = "parapublic", _("semi-public")
    PRIVATE = "private", _("private")

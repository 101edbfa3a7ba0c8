"""Doors by public: who one is, and three things to do at once."""

from typing import Any

from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from coalitions.models import CoalitionPage
from home.doors import door_context
from home.models.chosen import ChosenPage, EditedSnippet, has_target_or_reference
from home.models.situations import Situation
from portal.models import Theme

ACTIONS = 3


class PublicDoor(EditedSnippet, index.Indexed, ClusterableModel):
    """A way in for a public: carers, retired people, job seekers."""

    title = models.CharField(_("title"), max_length=120, help_text=_("“You are a carer”."))
    menu_title = models.CharField(
        _("short title"), max_length=40, help_text=_("On the home page and beside the other doors.")
    )
    intro = models.TextField(_("introduction"), help_text=_("60 to 100 words."))
    coalition = models.ForeignKey(
        CoalitionPage,
        verbose_name=_("coalition"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where a message from this door goes first."),
    )
    themes = ParentalManyToManyField(
        Theme,
        verbose_name=_("themes"),
        blank=True,
        related_name="+",
        help_text=_("The next events and the clips of these themes are shown."),
    )

    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.SearchField("intro")]

    panels = [
        FieldPanel("title"),
        FieldPanel("menu_title"),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("order")]),
        FieldPanel("intro"),
        FieldPanel("falc"),
        InlinePanel(
            "actions",
            heading=_("Three things to do"),
            label=_("thing to do"),
            min_num=ACTIONS,
            max_num=ACTIONS,
            help_text=_(
                "Three, concrete, each with its page. What is not published is replaced by a page of the themes."
            ),
        ),
        FieldPanel("coalition"),
        FieldPanel("themes"),
        InlinePanel("situation_links", heading=_("Situations to offer next"), label=_("situation")),
    ]

    class Meta:
        verbose_name = _("door by public")
        verbose_name_plural = _("doors by public")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.title

    @property
    def hue(self) -> str:
        """The colour of its coalition, which names nothing."""
        return self.coalition.hue if self.coalition else ""

    def get_absolute_url(self) -> str:
        return reverse("home:door", args=[self.slug])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "home/door.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return door_context(self, request)


class DoorAction(ChosenPage):
    """Something to do, and the page where one does it."""

    door = ParentalKey(PublicDoor, on_delete=models.CASCADE, related_name="actions")
    title = models.CharField(_("title"), max_length=120)
    text = models.CharField(_("text"), max_length=300, help_text=_("One sentence that begins with a verb."))

    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("target")]

    class Meta(ChosenPage.Meta):
        verbose_name = _("thing to do")
        constraints = [has_target_or_reference("an_action_has_a_target_or_a_reference")]

    def __str__(self) -> str:
        return self.title


class DoorSituation(Orderable):
    """A situation that a door offers next."""

    door = ParentalKey(PublicDoor, on_delete=models.CASCADE, related_name="situation_links")
    situation = models.ForeignKey(
        Situation, verbose_name=_("situation"), on_delete=models.CASCADE, related_name="door_links"
    )

    panels = [FieldPanel("situation")]

    class Meta(Orderable.Meta):
        verbose_name = _("situation of a door")
        constraints = [models.UniqueConstraint(fields=["door", "situation"], name="a_door_offers_a_situation_once")]

    def __str__(self) -> str:
        return str(self.situation)

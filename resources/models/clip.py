"""Clips: a film, its captions, and the transcript that is made of them."""

from functools import cached_property
from typing import Any

from modelcluster.fields import ParentalKey

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from portal.models import BasePage, ClassifiedMixin, PortalMedia
from resources.captions import CaptionError, Cue, parse_webvtt, transcript
from resources.editing import ClipForm
from resources.watching import clip_context


class Series(models.Model):
    """A series of clips, in the order of their numbers."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    description = models.TextField(_("description"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")]

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def validate_captions(value: str) -> None:
    """Raise ValidationError, naming the line, when the captions are not WebVTT."""
    try:
        parse_webvtt(value)
    except CaptionError as error:
        raise ValidationError(
            _("Line %(line)d: these captions are not valid WebVTT."), params={"line": error.line}, code="webvtt"
        ) from error


# A tag of BCP 47, as `srclang` wants it: a language, and perhaps a region.
validate_language = RegexValidator(
    r"^[a-z]{2,3}(-([A-Z]{2}|[0-9]{3}))?\Z",
    _("Write the code of a language, such as fr, ar or pt-BR."),
    code="language",
)


class VideoClipPage(ClassifiedMixin, BasePage):
    """A short film with captions, transcript and chapters; `duration` is in seconds."""

    series = models.ForeignKey(
        Series, verbose_name=_("series"), null=True, blank=True, on_delete=models.SET_NULL, related_name="clips"
    )
    number = models.PositiveSmallIntegerField(_("number in the series"), null=True, blank=True)
    film = models.ForeignKey(
        PortalMedia,
        verbose_name=_("film"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    duration = models.PositiveIntegerField(
        _("length in seconds"), help_text=_("The player stops there, even if the file is longer.")
    )
    spoken_language = models.CharField(_("language"), max_length=8, default="fr", validators=[validate_language])
    captions = models.TextField(
        _("captions"),
        blank=True,
        validators=[validate_captions],
        help_text=_("In WebVTT; the transcript is made of them."),
    )
    pilot = models.ForeignKey(
        "coalitions.MemberPage",
        verbose_name=_("lead organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    project = models.ForeignKey(
        "coalitions.ProjectPage",
        verbose_name=_("project"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    notice = models.TextField(_("notice under the player"), blank=True)

    content_panels = [
        *BasePage.summary_panels,
        MultiFieldPanel(
            [
                FieldPanel("film", help_text=_("A file at least as long as the clip.")),
                FieldRowPanel([FieldPanel("duration"), FieldPanel("spoken_language")]),
            ],
            heading=_("Film"),
        ),
        FieldPanel("captions"),
        InlinePanel("chapters", heading=_("Chapters"), label=_("chapter")),
        FieldRowPanel(
            [FieldPanel("series"), FieldPanel("number", help_text=_("Its place among the clips of the series."))]
        ),
        FieldRowPanel([FieldPanel("pilot"), FieldPanel("project")]),
        FieldPanel("notice", help_text=_("For example where to find help.")),
        *BasePage.related_panels,
    ]
    edit_handler = BasePage.tabs(content_panels, ClassifiedMixin.classification_panels)

    base_form_class = ClipForm
    parent_page_types = ["resources.ResourceIndexPage", "coalitions.CoalitionPage", "coalitions.MemberPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("clip")
        verbose_name_plural = _("clips")

    def clean(self) -> None:
        super().clean()
        if self.duration == 0:
            raise ValidationError({"duration": _("A clip lasts a second at least.")})

    @property
    def hue(self) -> str:
        """The colour of the coalition that the clip's project, else its association, belongs to."""
        if self.project and self.project.coalition:
            return str(self.project.coalition.hue)
        return str(self.pilot.hue) if self.pilot else self.default_hue

    @property
    def cues(self) -> list[Cue]:
        return parse_webvtt(self.captions) if self.captions else []

    @property
    def readable_cues(self) -> list[Cue]:
        """The captions' cues; none where a draft's captions are not WebVTT yet."""
        try:
            return self.cues
        except CaptionError:
            return []

    @cached_property
    def paragraphs(self) -> list[Cue]:
        """The transcript, a paragraph wherever the speaker pauses."""
        return transcript(self.readable_cues)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **clip_context(self, request)}


class Chapter(Orderable):
    """A part of a clip; `starts_at_seconds` counts from its beginning."""

    clip = ParentalKey(VideoClipPage, on_delete=models.CASCADE, related_name="chapters")
    starts_at_seconds = models.PositiveIntegerField(_("begins at (seconds)"))
    title = models.CharField(_("title"), max_length=120)

    panels = [FieldRowPanel([FieldPanel("starts_at_seconds", help_text=_("1 minute 20 is 80.")), FieldPanel("title")])]

    class Meta(Orderable.Meta):
        verbose_name = _("chapter")
        constraints = [
            models.UniqueConstraint(fields=["clip", "starts_at_seconds"], name="chapters_begin_at_different_times"),
            models.CheckConstraint(condition=~Q(title=""), name="a_chapter_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

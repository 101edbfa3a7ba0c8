"""The organisations of the alliance, and their directory."""

from typing import Any

from modelcluster.fields import ParentalManyToManyField

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from coalitions.enums import MEMBER_ROLES, Completeness, OrganisationKind
from coalitions.rules import Place, hue_of_places
from coalitions.sections import circles_of, day_of, involvements_of
from portal.asking import moment_of, reader_of
from portal.blocks import BodyStreamBlock
from portal.editing import check_at, check_phone
from portal.fields import StreamField
from portal.layout import read_layout
from portal.models import BasePage, ClassifiedMixin, IndexPageMixin
from portal.text_lists import LinesField, lines_of
from portal.trail import trail_of
from search.enums import EntryKind, TermName
from search.filters import WORDS
from search.listing import build_listing
from search.querysets import EntryQuerySet
from search.related import entries_of_pages, shelves

MEMBER_SHELVES = {
    EntryKind.CALL: 3,
    EntryKind.CLIP: 3,
    EntryKind.EVENT: 3,
    EntryKind.KIT: 3,
    EntryKind.PUBLICATION: 3,
    EntryKind.ARTICLE: 3,
}
DIRECTORY_FIELDS = (WORDS, "theme", "territory", "coalition", "organisation_kind")
DIRECTORY_PER_PAGE = 24


def members_first(entries: EntryQuerySet) -> EntryQuerySet:
    """Order the directory: members, then everybody else, each by name."""
    return entries.order_by("-card__is_member", "sort_title", "pk")


class MemberIndexPage(IndexPageMixin, BasePage):
    """The directory."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.summary_panels, FieldPanel("intro")]
    edit_handler = BasePage.tabs(content_panels)

    class Meta:
        verbose_name = _("directory")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        reader, at = reader_of(request), moment_of(request)
        listing = build_listing(
            data=request.GET,
            reader=reader,
            at=at,
            kinds=[EntryKind.MEMBER],
            fields=DIRECTORY_FIELDS,
            order=members_first,
            per_page=DIRECTORY_PER_PAGE,
        )
        return {
            **context,
            "listing": listing,
            "empty_actions": [{"url": request.path, "label": _("See the whole directory")}],
            "trail": trail_of(self, read_layout(at)),
        }


class MemberPage(ClassifiedMixin, BasePage):
    """An organisation: member of the alliance, partner, or named beside it."""

    kind = models.CharField(_("kind"), max_length=24, choices=OrganisationKind.choices, default=OrganisationKind.MEMBER)
    legal_label = models.CharField(_("legal form"), max_length=120, blank=True)
    other_names = LinesField(_("other names"), blank=True, help_text=_("One a line: former names, acronyms."))
    presentation = StreamField(BodyStreamBlock(), verbose_name=_("presentation"), blank=True)
    competences = LinesField(_("competences"), blank=True, help_text=_("One a line."))
    completeness = models.CharField(
        _("state of the page"), max_length=10, choices=Completeness.choices, default=Completeness.COMPLETE
    )
    website = models.URLField(_("website"), blank=True)
    contact_name = models.CharField(_("whom to ask for"), max_length=120, blank=True, help_text=_("A role or a team."))
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True)
    contact_address = models.TextField(_("postal address"), blank=True)
    related_members = ParentalManyToManyField(
        "self", verbose_name=_("linked organisations"), blank=True, symmetrical=False, related_name="+"
    )

    content_panels = [
        FieldRowPanel(
            [FieldPanel("kind"), FieldPanel("legal_label", help_text=_("For example “association” or “cooperative”."))]
        ),
        FieldPanel("other_names"),
        *BasePage.summary_panels,
        FieldPanel("presentation"),
        FieldPanel("competences"),
        MultiFieldPanel(
            [
                FieldPanel("website"),
                FieldPanel("contact_name"),
                FieldPanel("contact_email", help_text=_("Of the team, not of a person.")),
                FieldPanel("contact_phone", help_text=_("Of the team, not of a person.")),
                FieldPanel("contact_address"),
            ],
            heading=_("Contacts"),
        ),
        InlinePanel("key_figures", heading=_("Key figures"), label=_("figure")),
        FieldPanel("related_members"),
        FieldPanel("completeness", help_text=_("A short page invites the organisation to complete it.")),
    ]
    edit_handler = BasePage.tabs(content_panels, ClassifiedMixin.classification_panels)

    parent_page_types = ["coalitions.MemberIndexPage"]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def clean(self) -> None:
        super().clean()
        check_at("contact_phone", check_phone, self.contact_phone)

    @cached_property
    def hue(self) -> str:
        if not self.pk:
            return self.default_hue
        held = self.memberships.filter(until__isnull=True).order_by("coalition__path", "sort_order")
        rows = held.values_list("coalition__hue_name", "role", "coalition__gathers_coalitions")
        return hue_of_places(
            [Place(hue, role in MEMBER_ROLES, gathers) for hue, role, gathers in rows], self.default_hue
        )

    @property
    def is_member(self) -> bool:
        return self.kind == OrganisationKind.MEMBER

    @property
    def is_minimal(self) -> bool:
        return self.completeness == Completeness.MINIMAL

    @property
    def competence_list(self) -> list[str]:
        return lines_of(self.competences)

    @property
    def other_name_list(self) -> list[str]:
        return lines_of(self.other_names)

    def _places(self) -> tuple[list[Any], list[int], list[Any]]:
        """Return its memberships of coalitions, the projects that it leads, and its shares in others."""
        return (
            list(self.memberships.order_by("coalition__path", "sort_order")),
            list(self.led_projects.order_by("path").values_list("pk", flat=True)),
            list(self.partnerships.order_by("project__path", "sort_order")),
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        reader, at = reader_of(request), moment_of(request)
        # A preview before the first save: nothing can refer to the page yet.
        memberships, led, joined = self._places() if self.pk else ([], [], [])
        linked = [page.pk for page in self.related_members.all()]
        named = [*(row.coalition_id for row in memberships), *led, *(row.project_id for row in joined), *linked]
        entries = entries_of_pages([self.pk or 0, *named], reader=reader, at=at)
        own = entries.get(self.pk)
        if own is not None:
            self.hue = own.hue
        return {
            **context,
            "logo": own.card.get("image") if own else None,
            "logo_alt": own.card.get("alt", "") if own else "",
            "circles": circles_of(memberships, entries, day_of(at)),
            "involvements": involvements_of(led, joined, entries),
            "linked": [entries[pk] for pk in linked if pk in entries],
            "figures": list(self.key_figures.all()),
            "shelves": shelves(term=TermName.ASSOCIATION, value=self.slug, sizes=MEMBER_SHELVES, reader=reader, at=at),
            "trail": trail_of(self, read_layout(at)),
        }
